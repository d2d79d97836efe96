/// The layout of numbers in an ELF file: 32 or 64 bits, and a byte order.
struct ElfLayout: Equatable, Sendable {
  let is64: Bool
  let isLittle: Bool

  /// - `identification`: the first 16 bytes of a file.
  init(_ identification: [UInt8]) throws(ElfError) {
    guard identification.count == 16, identification.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
      throw .notElf
    }
    guard 1...2 ~= identification[4], 1...2 ~= identification[5] else { throw .unknownKind }
    (is64, isLittle) = (identification[4] == 2, identification[5] == 1)
  }

  /// A number of this many bytes; a missing byte is 0.
  func number(_ bytes: ArraySlice<UInt8>, at offset: Int, count: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<count {
      let position = bytes.startIndex + offset + (isLittle ? count - 1 - index : index)
      number = number << 8 | UInt64(bytes.indices.contains(position) ? bytes[position] : 0)
    }
    return number
  }

  /// A number as wide as an address.
  func word(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt64 {
    number(bytes, at: offset, count: is64 ? 8 : 4)
  }
}

/// A table of rows of equal size in a file, as the file describes it.
struct ElfTable {
  let offset: UInt64
  let rowSize: Int
  let count: UInt64

  private static let blockSize = 64 << 10

  /// - `least`: the least size of a row; nil for a table with smaller ones.
  init?(offset: UInt64, rowSize: UInt64, count: UInt64, least: Int) {
    guard rowSize >= UInt64(least), rowSize <= 1 << 12 else { return nil }
    (self.offset, self.rowSize, self.count) = (offset, Int(rowSize), count)
  }

  /// Hands over row after row, as far as they are there; a block of them is in memory at a time.
  ///
  /// - `body`: gets each row's number and bytes; false to stop.
  /// - Returns: whether all rows were there.
  func forEach(
    in bytes: ByteRanges, _ body: (UInt64, ArraySlice<UInt8>) throws(ElfError) -> Bool
  ) throws(ElfError) -> Bool {
    let perBlock = UInt64(max(1, Self.blockSize / rowSize))
    var row: UInt64 = 0
    while row < count {
      let (distance, overflows) = row.multipliedReportingOverflow(by: UInt64(rowSize))
      let (position, leaves) = offset.addingReportingOverflow(distance)
      guard !overflows, !leaves else { return false }
      let wanted = Int(min(perBlock, count - row))
      let block = try bytes.prefix(at: position, upTo: wanted * rowSize)
      for index in 0..<block.count / rowSize {
        let start = index * rowSize
        guard try body(row + UInt64(index), block[start..<start + rowSize]) else { return true }
      }
      guard block.count == wanted * rowSize else { return false }
      row += UInt64(wanted)
    }
    return true
  }
}
