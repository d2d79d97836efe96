/// Texts as they stand in quotes in a dot file.
enum DotText {
  /// A text with quotes and backslashes escaped; a line feed ends a line that is aligned to the left.
  static func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
      case UInt8(ascii: "\""): Array(#"\""#.utf8)
      case UInt8(ascii: "\n"): Array(#"\l"#.utf8)
      default: [byte]
      }
    }
  }

  /// A text that has escapes of its own; only what would end it is escaped.
  static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "\""): Array(#"\""#.utf8)
      case UInt8(ascii: "\n"): Array(#"\l"#.utf8)
      default: [byte]
      }
    }
  }

  /// A text with each place of a part replaced.
  static func replacing(_ part: String, in text: [UInt8], by other: String) -> [UInt8] {
    let part = Array(part.utf8)
    var replaced: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.starts(with: part) {
        replaced += Array(other.utf8)
        rest = rest.dropFirst(part.count)
      } else {
        replaced.append(rest.removeFirst())
      }
    }
    return replaced
  }
}
