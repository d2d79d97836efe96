/// Dates with times of day in names of files: `2026-11-26T10:00:00Z`, `20261126_1000`.
///
/// Seconds may lack, `:` may be `-` or nothing, `T` may be `_` or `-`, and the `-` of the date nothing.
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

  /// Where the first time begins and ends.
  private static func first(in name: ArraySlice<UInt8>) -> (start: Int, end: Int)? {
    for start in name.indices where isDigit(name[start]) {
      // No time begins within a number.
      if start > name.startIndex, isDigit(name[start - 1]) { continue }
      var cursor = Cursor(rest: name[start...])
      if cursor.takeTime() { return (start, cursor.rest.startIndex) }
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private struct Cursor {
    var rest: ArraySlice<UInt8>

    mutating func takeTime() -> Bool {
      guard takeDate(), take("T", "t", "_", "-", " "), takeDigits(2) else { return false }
      take(":", "-")
      guard takeDigits(2) else { return false }
      let minutes = rest
      take(":", "-")
      if !takeDigits(2) { rest = minutes }
      takeFraction()
      take("Z", "z")
      return rest.first.map { !TimeInName.isDigit($0) } ?? true
    }

    private mutating func takeDate() -> Bool {
      guard takeDigits(4) else { return false }
      take("-")
      guard takeDigits(2) else { return false }
      take("-")
      return takeDigits(2)
    }

    private mutating func takeFraction() {
      guard rest.first == UInt8(ascii: "."), rest.dropFirst().first.map(TimeInName.isDigit) == true
      else { return }
      rest = rest.dropFirst().drop(while: TimeInName.isDigit)
    }

    private mutating func takeDigits(_ count: Int) -> Bool {
      guard rest.prefix(count).count(where: TimeInName.isDigit) == count else { return false }
      rest = rest.dropFirst(count)
      return true
    }

    @discardableResult
    private mutating func take(_ scalars: Unicode.Scalar...) -> Bool {
      guard let first = rest.first, scalars.contains(where: { UInt8(ascii: $0) == first }) else {
        return false
      }
      rest = rest.dropFirst()
      return true
    }
  }
}
