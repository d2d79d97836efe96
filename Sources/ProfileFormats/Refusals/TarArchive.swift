import ProfileModel

/// The headers of a tar archive, one before each file: of POSIX, GNU and the seventh edition.
enum TarArchive {
  static let blockSize = 512
  private static let checksum = 148..<156

  /// Whether a block has the checksum of a header, and a name.
  static func isHeader(_ block: ArraySlice<UInt8>) -> Bool {
    guard block.count == blockSize, block.first != 0,
      let claimed = octal(block.dropFirst(checksum.lowerBound).prefix(checksum.count))
    else { return false }
    var (sum, signedSum) = (0, 0)
    for (index, byte) in block.enumerated() {
      let byte = checksum.contains(index) ? 0x20 : byte
      sum += Int(byte)
      // Some old programs took bytes for numbers with a sign.
      signedSum += Int(Int8(bitPattern: byte))
    }
    return claimed == sum || claimed == signedSum
  }

  /// How many files are in an archive, folders and links not counted; nil when it is cut or damaged.
  static func countFiles(_ source: inout ByteSource) -> Int? {
    var blocks = BlockReader()
    var count = 0
    while let block = blocks.consume(blockSize, of: &source) {
      if block.isEmpty || block.allSatisfy({ $0 == 0 }) { return count }
      guard isHeader(block), let size = size(of: block) else { return nil }
      let kind = block[block.startIndex + 156]
      if [0, UInt8(ascii: "0"), UInt8(ascii: "7")].contains(kind) { count += 1 }
      let rest = size % blockSize
      guard blocks.skip(rest == 0 ? size : size - rest + blockSize, of: &source) else { return nil }
    }
    return nil
  }

  /// The size of the content behind a header; nil when that is no number or unbelievable.
  private static func size(of block: ArraySlice<UInt8>) -> Int? {
    let field = block.dropFirst(124).prefix(12)
    let isBinary = field.first.map { $0 & 0x80 != 0 } ?? false
    let size =
      isBinary
      ? WordLayout(size: 8, isBigEndian: true).word(field, at: field.startIndex + 4).flatMap {
        Int(exactly: $0)
      } : octal(field)
    return size.flatMap { 0..<1 << 50 ~= $0 ? $0 : nil }
  }

  /// A number in octal digits, between blanks or zeros; nothing is 0.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let isFiller = { (byte: UInt8) in byte == 0x20 || byte == 0 }
    let digits = field.drop(while: isFiller).prefix { !isFiller($0) }
    guard digits.allSatisfy({ 0x30...0x37 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}

/// Reads runs of bytes from a source's blocks.
struct BlockReader {
  private var block: ArraySlice<UInt8> = []

  /// The next bytes; fewer at the end, nil when the source fails.
  mutating func consume(_ count: Int, of source: inout ByteSource) -> ArraySlice<UInt8>? {
    while block.count < count {
      guard let next = try? source.next() else { return nil }
      if next.isEmpty { break }
      block = block.isEmpty ? next[...] : block + next
    }
    defer { block = block.dropFirst(count) }
    return block.prefix(count)
  }

  /// Moves over some bytes; false when the source ends before or fails.
  mutating func skip(_ count: Int, of source: inout ByteSource) -> Bool {
    var count = count
    while block.count < count {
      count -= block.count
      guard let next = try? source.next(), !next.isEmpty else { return false }
      block = next[...]
    }
    block = block.dropFirst(count)
    return true
  }
}
