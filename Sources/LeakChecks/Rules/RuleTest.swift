/// A rule's own test: a series that it must give a certain verdict on.
package struct RuleTest: Equatable, Sendable {
  package var rule: String
  /// The values of the metric, a snapshot each.
  package var series: [Double]
  /// The series as it was written.
  package var text: String
  package var expect: Outcome

  package init(rule: String, text: String, expect: Outcome) throws(AssertionError) {
    self.rule = rule
    self.text = text
    self.expect = expect
    series = try SeriesText.values(of: text)
  }
}

/// What a rule says: nothing is ever green because something was missing.
package enum Outcome: String, CaseIterable, Sendable {
  case pass
  case fail
  /// It cannot be told.
  case undecided
}

/// A series in short: `170+5x24` is 170, 175 and so on, 25 values; `1 2 3` are three.
///
///     series = part { blanks part }
///     part   = quantity [ [ ( "+" | "-" ) quantity ] "x" count ]
enum SeriesText {
  /// How many values a series may have.
  private static let maxCount = 10_000

  static func values(of text: String) throws(AssertionError) -> [Double] {
    var cursor = AssertionCursor(text)
    var values: [Double] = []
    cursor.skipBlanks()
    repeat {
      try appendPart(&cursor, to: &values)
    } while cursor.skipBlanks() && cursor.next != nil
    guard cursor.next == nil else { throw cursor.expected("a blank or the end") }
    return values
  }

  private static func appendPart(
    _ cursor: inout AssertionCursor, to values: inout [Double]
  ) throws(AssertionError) {
    let place = cursor
    let start = try cursor.takeQuantity().value
    let step = try step(&cursor)
    var count = 0
    if cursor.take("x") {
      count = try steps(&cursor)
    } else if step != nil {
      throw cursor.expected("an 'x' and how many steps")
    }
    guard values.count + count < maxCount else {
      throw place.expected("at most \(maxCount) values in all")
    }
    for number in 0...count { values.append(start + (step ?? 0) * Double(number)) }
  }

  private static func step(_ cursor: inout AssertionCursor) throws(AssertionError) -> Double? {
    guard cursor.take("+") || cursor.next == "-" else { return nil }
    return try cursor.takeQuantity().value
  }

  private static func steps(_ cursor: inout AssertionCursor) throws(AssertionError) -> Int {
    let missing = cursor.expected("how many steps, less than \(maxCount)")
    guard let count = Int(cursor.takeRun(where: AssertionCursor.isDigit)), count < maxCount else {
      throw missing
    }
    return count
  }
}
