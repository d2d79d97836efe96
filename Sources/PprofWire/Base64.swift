/// Bytes in the letters of RFC 4648.
package enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    let (bytes, letters) = (bytes.span, letters.span)
    var start = 0
    while start + 3 <= bytes.count {
      let word = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      text.append(letters[word >> 18])
      text.append(letters[word >> 12 & 63])
      text.append(letters[word >> 6 & 63])
      text.append(letters[word & 63])
      start += 3
    }
    guard start < bytes.count else { return text }
    let second = start + 1 < bytes.count ? Int(bytes[start + 1]) : nil
    let word = Int(bytes[start]) << 16 | (second ?? 0) << 8
    let padding = UInt8(ascii: "=")
    text.append(letters[word >> 18])
    text.append(letters[word >> 12 & 63])
    text.append(second == nil ? padding : letters[word >> 6 & 63])
    text.append(padding)
    return text
  }

  /// The decoded bytes of a text; nil if it is invalid.
  package static func decoded(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (word, bits) = (0, 0)
    for letter in text.prefix(while: { $0 != UInt8(ascii: "=") }) {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      word = (word << 6 | value) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> bits))
      }
    }
    return bytes
  }
}
