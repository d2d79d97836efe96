/// Any bytes as a text from which they can be had back.
///
/// What is UTF-8 stands for itself. Each byte that is not becomes one of the last 128 characters for private use,
/// and so does each byte of those characters themselves, so that no two inputs give the same text.
package enum ReversibleText {
  /// A byte from 0x80 on is the character this far behind it.
  private static let offset: UInt32 = 0x10_FF00
  private static let reserved: ClosedRange<UInt32> = 0x10_FF80...0x10_FFFF
  /// The first byte of the characters that are reserved.
  private static let firstByte: UInt8 = 0xF4

  /// The text of some bytes.
  package static func text(of bytes: [UInt8]) -> String {
    if !bytes.contains(firstByte), let text = String(validating: bytes, as: UTF8.self) {
      return text
    }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while !rest.isEmpty {
      if let scalar = scalar(at: rest), !reserved.contains(scalar.value) {
        text.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        text.append(contentsOf: rest.prefix(1).compactMap(placeholder))
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The text of a text of C.
  package static func text(ofC pointer: UnsafePointer<CChar>) -> String {
    text(of: bytesOfC(pointer))
  }

  /// The bytes of a text that `text(of:)` made, or of any other.
  package static func bytes(of text: String) -> [UInt8] {
    guard hasPlaceholder(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] } ?? Array(UTF8.encode(scalar) ?? .init())
    }
  }

  /// The text for people: a byte that is no UTF-8 is written as `\xff`.
  package static func shown(_ text: String) -> String {
    guard hasPlaceholder(text) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if let byte = byte(of: scalar) {
        result += "\\x\(String(byte, radix: 16))"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a byte that is no UTF-8 has been put into a text.
  package static func hasPlaceholder(_ text: String) -> Bool {
    text.utf8.contains(firstByte) && text.unicodeScalars.contains { byte(of: $0) != nil }
  }

  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    reserved.contains(scalar.value) ? UInt8(scalar.value - offset) : nil
  }

  private static func placeholder(_ byte: UInt8) -> Unicode.Scalar? {
    Unicode.Scalar(offset + UInt32(byte))
  }

  /// The character that some bytes begin with; nil if they begin with none.
  private static func scalar(at bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }
}
