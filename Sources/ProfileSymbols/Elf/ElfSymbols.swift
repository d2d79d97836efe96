/// Finds the functions of an ELF file that addresses lie in.
///
/// A table of symbols is walked once, with a slot for each wanted address: memory grows with what is asked for, not
/// with the table, whose size and order the file makes up.
struct ElfSymbols {
  /// A longer name is no name.
  private static let longestName = 64 << 10
  private static let firstPart = 256

  /// A symbol that an address may lie in.
  private struct Candidate {
    var value: UInt64
    var size: UInt64
    var name: UInt64
    var rank: Int

    /// Whether it is nearer to the addresses after it, or is the better one of two at the same address.
    func precedes(_ other: Candidate) -> Bool {
      (value, rank) < (other.value, other.rank)
    }
  }

  private let file: ElfFile

  init(_ file: ElfFile) { self.file = file }

  /// The names of the functions that some addresses lie in; nil where none is known.
  ///
  /// - `addresses`: sorted, as the file counts them.
  func names(of addresses: [UInt64]) throws(ElfError) -> [[UInt8]?] {
    var names = [[UInt8]?](repeating: nil, count: addresses.count)
    // The whole table comes before the one of what others may call.
    for type in [UInt64(2), 11] {
      for table in file.symbolTables where table.type == type {
        let open = names.indices.filter { names[$0] == nil }
        guard !open.isEmpty else { return names }
        let found = try self.names(of: open.map { addresses[$0] }, in: table)
        for (index, name) in zip(open, found) { names[index] = name }
      }
    }
    return names
  }

  private func names(
    of addresses: [UInt64], in table: ElfFile.Section
  ) throws(ElfError) -> [[UInt8]?] {
    guard let texts = try file.section(table.link) else {
      return addresses.map { _ in nil }
    }
    let nearest = try nearest(to: addresses, in: table)
    var names: [[UInt8]?] = []
    var last: (name: UInt64, text: [UInt8]?)?
    for (address, candidate) in zip(addresses, nearest) {
      guard let candidate, candidate.size == 0 || address - candidate.value < candidate.size else {
        names.append(nil)
        continue
      }
      if last?.name != candidate.name {
        last = (candidate.name, try name(at: candidate.name, in: texts))
      }
      names.append(last?.text)
    }
    return names
  }

  /// The last symbol that begins at or before each address.
  private func nearest(
    to addresses: [UInt64], in section: ElfFile.Section
  ) throws(ElfError) -> [Candidate?] {
    var nearest = [Candidate?](repeating: nil, count: addresses.count)
    let rowSize = file.layout.is64 ? 24 : 16
    guard
      let table = ElfTable(
        offset: section.offset, rowSize: max(section.rowSize, UInt64(rowSize)),
        count: section.size / max(section.rowSize, UInt64(rowSize)), least: rowSize)
    else { return nearest }
    _ = try table.forEach(in: file.bytes) { _, row throws(ElfError) in
      guard let symbol = function(row) else { return true }
      let index = Self.first(addresses, notBelow: symbol.value)
      if index < addresses.count, nearest[index].map({ $0.precedes(symbol) }) ?? true {
        nearest[index] = symbol
      }
      return true
    }
    // The nearest symbol of an address may also be that of the addresses after it.
    for index in nearest.indices.dropFirst() {
      guard let before = nearest[index - 1] else { continue }
      if nearest[index].map({ $0.precedes(before) }) ?? true { nearest[index] = before }
    }
    return nearest
  }

  private static func first(_ addresses: [UInt64], notBelow value: UInt64) -> Int {
    var (low, high) = (0, addresses.count)
    while low < high {
      let middle = (low + high) / 2
      if addresses[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A row as a function of the file; nil for anything else.
  private func function(_ row: ArraySlice<UInt8>) -> Candidate? {
    let (layout, is64) = (file.layout, file.layout.is64)
    let info = layout.number(row, at: is64 ? 4 : 12, count: 1)
    let section = layout.number(row, at: is64 ? 6 : 14, count: 2)
    let (type, binding) = (info & 0xF, info >> 4)
    // Functions, also those that are chosen as the program starts, and labels of assembly that others know.
    guard type == 2 || type == 10 || type == 0 && binding == 1,
      section != 0, section < 0xFF00 || section == 0xFFFF
    else { return nil }
    var value = layout.word(row, at: is64 ? 8 : 4)
    // The lowest bit tells 32-bit ARM in which of its two codes a function is.
    if file.machine == 40 { value &= ~1 }
    let size = layout.word(row, at: is64 ? 16 : 8)
    // Of several at one address: one with a size, then a global one, then a weak one; of equals the first.
    let rank = (size > 0 ? 4 : 0) + (binding == 1 ? 2 : binding == 2 ? 1 : 0)
    return Candidate(
      value: value, size: size, name: layout.number(row, at: 0, count: 4), rank: rank)
  }

  /// A text of a table of texts; nil for an empty one, and one that does not end.
  private func name(at offset: UInt64, in texts: ElfFile.Section) throws(ElfError) -> [UInt8]? {
    let (position, overflows) = texts.offset.addingReportingOverflow(offset)
    guard !overflows, offset < texts.size else { return nil }
    var count = Self.firstPart
    while count <= Self.longestName {
      let part = try file.bytes.prefix(
        at: position, upTo: Int(min(UInt64(count), texts.size - offset)))
      if let end = part.firstIndex(of: 0) { return end == 0 ? nil : Array(part[..<end]) }
      if part.count < count { return nil }
      count *= 4
    }
    return nil
  }
}
