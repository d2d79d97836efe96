import ProfileFormats

/// Makes names fit to stand between semicolons, on one line, before a count.
enum FoldedName {
  /// Stands for a stack without a frame, or with one frame that has no name.
  static let noStack = FoldedReader.noStack

  /// A name made safe to write; reading it and making it safe again does not change it.
  ///
  /// `;` becomes `,`; control characters and line ends become a space; a blank at the beginning, behind
  /// a `#` at the beginning, or before a last word that is a number becomes `_`.
  static func safe(_ name: borrowing Span<UInt8>) -> [UInt8] {
    var safe = withoutControls(name)
    guard let first = safe.first else { return safe }
    let blank = UInt8(ascii: " ")
    let mark = UInt8(ascii: "_")
    if first == blank { safe[0] = mark }
    if first == UInt8(ascii: "#") {
      if safe.count == 1 {
        safe.append(mark)
      } else if safe[1] == blank {
        safe[1] = mark
      }
    }
    if let last = safe.lastIndex(of: blank),
      FoldedCount(safe.span, in: last + 1..<safe.count) != nil
    {
      safe[last] = mark
    }
    return safe
  }

  private static func withoutControls(_ name: borrowing Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(name.count)
    var index = 0
    while index < name.count {
      let length = controlLength(name, at: index)
      if length > 0 {
        result.append(UInt8(ascii: " "))
      } else {
        result.append(name[index] == UInt8(ascii: ";") ? UInt8(ascii: ",") : name[index])
      }
      index += max(length, 1)
    }
    return result
  }

  /// The length of the control character or line end at an index; 0 if there is none: U+0000 to U+001F, U+007F to
  /// U+009F, U+2028 and U+2029.
  private static func controlLength(_ name: borrowing Span<UInt8>, at index: Int) -> Int {
    let byte = name[index]
    if byte < 0x20 || byte == 0x7F { return 1 }
    if byte == 0xC2, index + 1 < name.count, (0x80...0x9F).contains(name[index + 1]) { return 2 }
    if byte == 0xE2, index + 2 < name.count, name[index + 1] == 0x80,
      (0xA8...0xA9).contains(name[index + 2])
    {
      return 3
    }
    return 0
  }
}
