import ProfileReports

/// Makes output safe for a terminal: control characters in a profile's names become U+FFFD.
///
/// Line feeds and tabs pass. Everything else that `actsOnTerminals`, and invalid UTF-8, is replaced; the program's
/// own styles do not go through this filter.
struct TerminalFilter {
  /// The start of a character that continues in the next block.
  private var incomplete: [UInt8] = []

  /// Filters a block of output.
  mutating func filter(_ block: [UInt8]) -> [UInt8] {
    let bytes = incomplete + block
    let whole = bytes.count - Self.unfinishedTail(of: bytes)
    incomplete = Array(bytes[whole...])
    return Self.safe(bytes[..<whole])
  }

  /// The remaining bytes after the last block.
  mutating func finish() -> [UInt8] {
    defer { incomplete = [] }
    return Self.safe(incomplete[...])
  }

  private static func safe(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    let isHarmful = { (scalar: Unicode.Scalar) in
      scalar.actsOnTerminals && scalar != "\n" && scalar != "\t"
    }
    if text.unicodeScalars.contains(where: isHarmful) {
      let scalars = text.unicodeScalars.map { isHarmful($0) ? "\u{fffd}" : $0 }
      text = String(String.UnicodeScalarView(scalars))
    }
    return Array(text.utf8)
  }

  /// The number of bytes in an incomplete character at the end.
  private static func unfinishedTail(of bytes: [UInt8]) -> Int {
    for (index, byte) in bytes.suffix(3).reversed().enumerated() {
      switch byte {
      case 0x80..<0xc0: continue
      case 0xc0..<0xe0: return index < 1 ? index + 1 : 0
      case 0xe0..<0xf0: return index < 2 ? index + 1 : 0
      case 0xf0...: return index < 3 ? index + 1 : 0
      default: return 0
      }
    }
    return 0
  }
}
