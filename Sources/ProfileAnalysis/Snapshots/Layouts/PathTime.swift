/// A time at the beginning of a part of a path: a date with a time of day, a unix time, or a time of day alone.
struct PathTime {
  /// Since 1970, or since midnight.
  let nanoseconds: Int64
  /// Whether it is a time of day alone.
  let isOfDay: Bool
  let end: Int

  /// - `mayLackDay`: whether another part tells the day.
  init?(at text: ArraySlice<UInt8>, mayLackDay: Bool) {
    if let (time, end) = TimeInName.prefix(of: text) {
      (nanoseconds, isOfDay, self.end) = (time, false, end)
    } else if mayLackDay, let (time, end) = Self.timeOfDay(text) {
      (nanoseconds, isOfDay, self.end) = (time, true, end)
    } else {
      return nil
    }
  }

  /// A text that is a time of day and nothing else.
  static func timeOfDay(whole text: ArraySlice<UInt8>) -> Int64? {
    timeOfDay(text).flatMap { $0.end == text.endIndex ? $0.0 : nil }
  }

  /// `15-30-00`, `15:30:00`, `153000`; seconds may lack.
  static func timeOfDay(_ text: ArraySlice<UInt8>) -> (Int64, end: Int)? {
    var cursor = DigitCursor(rest: text)
    guard let hour = cursor.consume(2, atMost: 23) else { return nil }
    cursor.consumeOne(of: ":-")
    guard let minute = cursor.consume(2, atMost: 59) else { return nil }
    var (second, end) = (Int64(0), cursor.rest.startIndex)
    cursor.consumeOne(of: ":-")
    if let seconds = cursor.consume(2, atMost: 60) {
      (second, end) = (seconds, cursor.rest.startIndex)
    }
    let rest = text[end...]
    guard rest.first.map({ !(0x30...0x39 ~= $0) }) ?? true else { return nil }
    if rest.first == UInt8(ascii: "Z") { end += 1 }
    return ((hour * 3600 + minute * 60 + second) * 1_000_000_000, end)
  }
}

/// A day at the beginning of a part of a path: `2026-11-01`, `20261101`.
struct PathDay {
  /// Its beginning, since 1970.
  let nanoseconds: Int64
  let end: Int

  init?(at text: ArraySlice<UInt8>) {
    var cursor = DigitCursor(rest: text)
    guard let year = cursor.consume(4, atMost: 9999) else { return nil }
    cursor.consumeOne(of: "-")
    guard let month = cursor.consume(2, atMost: 12) else { return nil }
    cursor.consumeOne(of: "-")
    guard let day = cursor.consume(2, atMost: 31),
      let date = CalendarDate(year: Int(year), month: Int(month), day: Int(day)),
      cursor.rest.first.map({ !(0x30...0x39 ~= $0) }) ?? true
    else { return nil }
    let (time, isTooFar) = date.daysSince1970
      .multipliedReportingOverflow(by: 86_400_000_000_000)
    guard !isTooFar else { return nil }
    (nanoseconds, end) = (time, cursor.rest.startIndex)
  }
}

/// Consumes numbers with a fixed count of digits.
struct DigitCursor {
  private(set) var rest: ArraySlice<UInt8>

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  /// Nil, and nothing taken, if there is no such number.
  mutating func consume(_ count: Int, atMost limit: Int64) -> Int64? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    guard number <= limit else { return nil }
    rest = rest.dropFirst(count)
    return number
  }

  mutating func consumeOne(of separators: String) {
    guard let first = rest.first, separators.utf8.contains(first) else { return }
    rest = rest.dropFirst()
  }
}
