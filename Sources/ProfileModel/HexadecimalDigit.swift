extension UInt8 {
  /// The value of a byte as a hexadecimal digit.
  @inlinable
  package var hexadecimalDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }

  /// Whether it is a letter or a digit of ASCII.
  @inlinable
  package var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

extension UInt64 {
  /// An address as programs write it: `0x401000`.
  package var hexadecimalAddress: String { "0x\(String(self, radix: 16))" }
}

extension Sequence<UInt8> {
  /// Two digits for each byte.
  package var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
