/// The percent-encoding of addresses, by RFC 3986: `%2F` stands for a slash.
package enum PercentEncoding {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Bytes, which need be no text, as a part of an address.
  ///
  /// - `isKept`: what stays as it is; by default what never has a meaning of its own.
  package static func encoded(
    _ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool = isUnreserved
  ) -> String {
    var encoded: [UInt8] = []
    for byte in bytes {
      encoded +=
        isKept(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// The bytes of an encoded text; nil if a `%` is not followed by two hexadecimal digits.
  package static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = text.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next()?.hexadecimalDigit, let low = rest.next()?.hexadecimalDigit
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  /// Whether a byte means nothing but itself anywhere in an address.
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "-._~".utf8.contains(byte)
  }
}
