/// A rule's own test: a series or a profile that it must give a certain verdict on.
package struct RuleTest: Equatable, Sendable {
  package var rule: String
  /// The values of the metric, a series for each instance.
  package var series: [SeriesText] = []
  /// How much time lies between two values, in nanoseconds; nil if times are not known.
  package var every: Double?
  /// The series as they were written.
  package var text = ""
  package var expect: Outcome
  /// The path of a profile, from the rule file's folder.
  package var profile: String?
  package var baseline: String?
  /// The value that the worst entry must have; nil for any.
  package var value: Double?
  /// How the fingerprint of its heaviest stack must begin.
  package var fingerprint: String?
  /// The instance that must be the worst.
  package var instance: String?

  package init(rule: String, expect: Outcome) {
    self.rule = rule
    self.expect = expect
  }

  package init(rule: String, text: String, expect: Outcome) throws(AssertionError) {
    self.init(rule: rule, expect: expect)
    self.text = text
    series = [try SeriesText(text)]
  }
}

/// The outcome of a rule: missing data never makes it pass.
public enum Outcome: String, CaseIterable, Sendable {
  case pass
  case fail
  /// The data do not decide.
  case undecided
}

/// A series in short: `170+5x24` is 170, 175 and so on, 25 values; `1 2 3` are three; `|` is a restart.
///
///     series = part { blanks ( part | "|" ) }
///     part   = quantity [ [ ( "+" | "-" ) quantity ] "x" count ]
package struct SeriesText: Equatable, Sendable {
  /// The values of each process.
  package private(set) var processes: [[Double]] = [[]]

  /// How many values a series may have.
  private static let maxCount = 10_000

  package init(_ text: String) throws(AssertionError) {
    var cursor = AssertionCursor(text)
    cursor.skipBlanks()
    repeat {
      if cursor.consume("|") { processes.append([]) } else { try appendPart(&cursor) }
    } while cursor.skipBlanks() && cursor.next != nil
    guard cursor.next == nil else { throw cursor.expected("a blank or the end") }
    guard processes.allSatisfy({ !$0.isEmpty }) else {
      throw cursor.expected("a value on both sides of each '|'")
    }
  }

  package var values: [Double] { processes.flatMap { $0 } }

  /// The values as those of snapshots some time apart, the first an hour after 1970 began.
  func points(every spacing: Double?) -> [SeriesPoint] {
    var points: [SeriesPoint] = []
    for (process, values) in processes.enumerated() {
      for value in values {
        let time = spacing.map { 3600e9 + $0 * Double(points.count) } ?? 0
        points.append(
          SeriesPoint(
            time: Int64(clamping: time), value: value, process: process, isSure: true))
      }
    }
    return points
  }

  private mutating func appendPart(_ cursor: inout AssertionCursor) throws(AssertionError) {
    let before = cursor
    let start = try cursor.consumeQuantity().value
    let step = try Self.step(&cursor)
    var count = 0
    if cursor.consume("x") {
      count = try Self.steps(&cursor)
    } else if step != nil {
      throw cursor.expected("an 'x' and the number of steps")
    }
    guard values.count + count < Self.maxCount else {
      throw before.expected("at most \(Self.maxCount) values in total")
    }
    for number in 0...count {
      processes[processes.count - 1].append(start + (step ?? 0) * Double(number))
    }
  }

  private static func step(_ cursor: inout AssertionCursor) throws(AssertionError) -> Double? {
    guard cursor.consume("+") || cursor.next == "-" else { return nil }
    return try cursor.consumeQuantity().value
  }

  private static func steps(_ cursor: inout AssertionCursor) throws(AssertionError) -> Int {
    let missing = cursor.expected("the number of steps, less than \(maxCount)")
    guard let count = Int(cursor.consumeRun(where: AssertionCursor.isDigit)), count < maxCount
    else {
      throw missing
    }
    return count
  }
}
