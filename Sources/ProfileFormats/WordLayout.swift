/// The layout of words in a binary format.
struct WordLayout {
  /// How many bytes a word has.
  let size: Int
  let isBigEndian: Bool

  /// The word at an index; nil when the bytes end before.
  func word(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt64? {
    guard index >= bytes.startIndex, index <= bytes.endIndex, bytes.endIndex - index >= size else {
      return nil
    }
    var word: UInt64 = 0
    for offset in 0..<size {
      let byte = UInt64(bytes[index + (isBigEndian ? offset : size - 1 - offset)])
      word = word << 8 | byte
    }
    return word
  }
}
