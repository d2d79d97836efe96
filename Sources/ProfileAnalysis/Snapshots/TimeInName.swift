import ProfileModel

/// Dates with times of day in names of files: `2026-11-26T10:00:00Z`, `20261126_1000`, `2026-11-26_10:00:00+0200`.
///
/// Seconds may lack, `:` may be `-`, `.` or nothing, `T` may be `_`, `-` or ` at `, and the `-` of the date nothing.
/// Without an offset from UTC, it is taken for UTC.
enum TimeInName {
  /// The name without the times in it.
  static func removed(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (kept, rest) = (ArraySlice<UInt8>(), name)
    while let (start, end) = first(in: rest) {
      kept += rest[..<start]
      rest = rest[end...]
    }
    return kept.isEmpty ? rest : kept + rest
  }

  /// The first date with a time of day in a name, and all else; nil if there is none.
  static func parted(_ name: ArraySlice<UInt8>) -> (
    time: ArraySlice<UInt8>, rest: ArraySlice<UInt8>
  )? {
    first(in: name).map { (name[$0.start..<$0.end], name[..<$0.start] + name[$0.end...]) }
  }

  /// The first time in a name, in nanoseconds since 1970, UTC; nil if there is none from 1677 to 2262.
  static func nanoseconds(in name: ArraySlice<UInt8>) -> Int64? {
    if let (start, _) = first(in: name), let (seconds, _) = consume(name[start...]) {
      return nanoseconds(ofSeconds: seconds)
    }
    return name.split { !isDigit($0) }.lazy.compactMap(unixTime).first
  }

  /// The first time in a name, as if it were UTC; nil if there is none, or it says how far it is from UTC.
  static func localNanoseconds(in name: ArraySlice<UInt8>) -> Int64? {
    guard let (start, end) = first(in: name) else { return nil }
    var cursor = Cursor(rest: name[start..<end])
    return cursor.consumeTime() && cursor.offset == nil ? nanoseconds(in: name) : nil
  }

  /// The time that a name begins with, in nanoseconds since 1970, UTC, and where it ends; nil if it begins with none.
  ///
  /// - `isClamped`: whether a time before 1677 or after 2262 is the first or last that nanoseconds can tell; else there
  ///   is none.
  static func prefix(
    of name: ArraySlice<UInt8>, isClamped: Bool = false
  ) -> (nanoseconds: Int64, end: Int)? {
    if let (seconds, end) = consume(name) {
      let time =
        isClamped
        ? seconds.multipliedClamped(by: 1_000_000_000) : nanoseconds(ofSeconds: seconds)
      return time.map { ($0, end) }
    }
    let digits = name.prefix(while: isDigit)
    return unixTime(digits).map { ($0, digits.endIndex) }
  }

  /// The moment that a text begins with, in seconds since 1970, UTC, and where it ends.
  private static func consume(_ text: ArraySlice<UInt8>) -> (seconds: Int64, end: Int)? {
    var cursor = Cursor(rest: text)
    guard cursor.consumeTime(), let local = seconds(of: text[..<cursor.endOfDigits]) else {
      return nil
    }
    return (local - (cursor.offset ?? 0), cursor.rest.startIndex)
  }

  private static func nanoseconds(ofSeconds seconds: Int64) -> Int64? {
    let (time, isTooFar) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return isTooFar ? nil : time
  }

  /// Seconds or milliseconds since 1970 as 10 or 13 digits.
  private static func unixTime(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard digits.count == 10 || digits.count == 13,
      let number = Int64(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let (time, isTooFar) = number.multipliedReportingOverflow(
      by: digits.count == 10 ? 1_000_000_000 : 1_000_000)
    return isTooFar ? nil : time
  }

  /// The digits of a date and a time of day, whatever stands between them; nil if there is no such moment.
  private static func seconds(of text: ArraySlice<UInt8>) -> Int64? {
    let whole = text.filter(isDigit).map { Int($0) - 0x30 }
    func number(_ range: Range<Int>) -> Int {
      whole[range.clamped(to: whole.indices)].reduce(0) { $0 * 10 + $1 }
    }
    return CalendarDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))?
      .seconds(hour: number(8..<10), minute: number(10..<12), second: number(12..<14))
  }

  /// Where the first time begins and ends.
  private static func first(in name: ArraySlice<UInt8>) -> (start: Int, end: Int)? {
    for start in name.indices where isDigit(name[start]) {
      // No time begins within a number.
      if start > name.startIndex, isDigit(name[start - 1]) { continue }
      var cursor = Cursor(rest: name[start...])
      if cursor.consumeTime() { return (start, cursor.rest.startIndex) }
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private struct Cursor {
    var rest: ArraySlice<UInt8>
    /// Where the date and the time of day end, without a fraction of a second.
    private(set) var endOfDigits = 0
    /// How many seconds it is ahead of UTC; nil if it does not tell.
    private(set) var offset: Int64?

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    mutating func consumeTime() -> Bool {
      guard consumeDate() else { return false }
      let hasT = consume("T", "t")
      guard hasT || consumeAt() || consume("_", "-", " "), consumeDigits(2) else { return false }
      let hasColon = consume(":")
      let hasDot = !hasColon && consume(".")
      if !hasColon, !hasDot { consume("-") }
      guard consumeDigits(2) else { return false }
      let minutes = rest
      // Behind `10:00` a hyphen is the sign of an offset, and a dot that of a fraction.
      if hasDot { consume(".") } else if !consume(":"), !hasColon { consume("-") }
      let hasSeconds = consumeDigits(2)
      if !hasSeconds { rest = minutes }
      endOfDigits = rest.startIndex
      consumeFraction()
      if consume("Z", "z") {
        offset = 0
      } else {
        consumeOffset(mayBeBehind: hasColon || hasT && hasSeconds)
      }
      return rest.first.map { !TimeInName.isDigit($0) } ?? true
    }

    /// `+0200`, `+02:00`.
    ///
    /// - `mayBeBehind`: whether a minus is one, and not a hyphen before a number.
    private mutating func consumeOffset(mayBeBehind: Bool) {
      let isAhead = rest.first == UInt8(ascii: "+")
      guard isAhead || mayBeBehind && rest.first == UInt8(ascii: "-") else { return }
      var digits = DigitCursor(rest: rest.dropFirst())
      guard let hours = digits.consume(2, atMost: 14) else { return }
      digits.consumeOne(of: ":")
      guard let minutes = digits.consume(2, atMost: 45), [0, 30, 45].contains(minutes),
        digits.rest.first.map(TimeInName.isDigit) != true
      else { return }
      rest = digits.rest
      offset = (hours * 3600 + minutes * 60) * (isAhead ? 1 : -1)
    }

    private mutating func consumeDate() -> Bool {
      guard consumeDigits(4) else { return false }
      consume("-")
      guard consumeDigits(2) else { return false }
      consume("-")
      return consumeDigits(2)
    }

    /// ` at `, as macOS names pictures of the screen.
    private mutating func consumeAt() -> Bool {
      guard rest.starts(with: " at ".utf8) else { return false }
      rest = rest.dropFirst(4)
      return true
    }

    private mutating func consumeFraction() {
      guard rest.first == UInt8(ascii: "."), rest.dropFirst().first.map(TimeInName.isDigit) == true
      else { return }
      rest = rest.dropFirst().drop(while: TimeInName.isDigit)
    }

    private mutating func consumeDigits(_ count: Int) -> Bool {
      guard rest.prefix(count).count(where: TimeInName.isDigit) == count else { return false }
      rest = rest.dropFirst(count)
      return true
    }

    @discardableResult
    private mutating func consume(_ scalars: Unicode.Scalar...) -> Bool {
      guard let first = rest.first, scalars.contains(where: { UInt8(ascii: $0) == first }) else {
        return false
      }
      rest = rest.dropFirst()
      return true
    }
  }
}
