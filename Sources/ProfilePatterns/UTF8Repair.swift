/// Makes UTF-8 of bytes that are not, in Go's way: every byte that fits nowhere becomes U+FFFD.
enum UTF8Repair {
  /// The repaired text, or nil when there is nothing to repair.
  static func repaired(_ text: borrowing Span<UInt8>) -> [UInt8]? {
    guard let firstFault = firstFault(in: text, from: 0) else { return nil }
    var repaired: [UInt8] = []
    var position = 0
    var fault: Int? = firstFault
    while let end = fault {
      for index in position..<end { repaired.append(text[index]) }
      repaired.append(contentsOf: "\u{FFFD}".utf8)
      position = end + 1
      fault = self.firstFault(in: text, from: position)
    }
    for index in position..<text.count { repaired.append(text[index]) }
    return repaired
  }

  private static func firstFault(in text: borrowing Span<UInt8>, from start: Int) -> Int? {
    var position = start
    while position < text.count {
      let length = lengthOfCharacter(in: text, at: position)
      if length == 0 { return position }
      position += length
    }
    return nil
  }

  /// How many bytes the character has that begins at a place; 0 when none does.
  private static func lengthOfCharacter(in text: borrowing Span<UInt8>, at position: Int) -> Int {
    let first = text[position]
    let (length, second): (Int, ClosedRange<UInt8>)
    switch first {
    case ..<0x80: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard position + length <= text.count, second.contains(text[position + 1]) else { return 0 }
    for index in position + 2..<position + length where !(0x80...0xBF).contains(text[index]) {
      return 0
    }
    return length
  }
}
