import ProfileModel

/// A moment as people and programs write it: RFC 3339, with a zone or without, which is UTC.
package enum MomentText {
  /// In nanoseconds since 1970, and before 1677 or after 2262 the first or last that they can tell; nil for any other
  /// text, and if something stands behind it.
  package static func nanoseconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard let (time, end) = TimeInName.prefix(of: bytes[...], isClamped: true), bytes.count > 13
    else { return nil }
    let zone = bytes[end...]
    guard let offset = zone.isEmpty ? 0 : offset(zone) else { return nil }
    return time.subtractingClamped(offset).addingClamped(fraction(bytes[..<end]))
  }

  /// `+02:00`, in nanoseconds; nil for anything else.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
    let parts = zone.dropFirst().split(
      separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
      let hours = Int64(String(decoding: parts[0], as: UTF8.self)), (0...23).contains(hours),
      let minutes = Int64(String(decoding: parts[1], as: UTF8.self)), (0...59).contains(minutes)
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return (sign == UInt8(ascii: "-") ? -seconds : seconds) * 1_000_000_000
  }

  /// The fraction after the seconds.
  private static func fraction(_ time: ArraySlice<UInt8>) -> Int64 {
    guard let point = time.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
    let digits = time[(point + 1)...].prefix { 0x30...0x39 ~= $0 }.prefix(9)
    let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    return (digits.count..<9).reduce(number) { number, _ in number * 10 }
  }
}
