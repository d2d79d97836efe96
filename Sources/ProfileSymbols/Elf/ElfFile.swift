package import ProfileSystem

/// The parts of an ELF file that show its build, where it is loaded, and the names of its functions.
///
/// Every file is hostile: each part is looked for within the file, and nothing is kept but a few headers.
package struct ElfFile: Sendable {
  /// What it is for.
  package enum Kind: Equatable, Sendable { case relocatable, executable, shared, other }

  /// A part of the file that is loaded into memory.
  package struct Segment: Equatable, Sendable {
    package let isExecutable: Bool
    package let offset: UInt64
    package let address: UInt64
    package let fileSize: UInt64
    package let memorySize: UInt64
    package let alignment: UInt64
  }

  /// A section that may be of use.
  struct Section: Equatable, Sendable {
    let type: UInt64
    let offset: UInt64
    let size: UInt64
    let link: UInt64
    let alignment: UInt64
    let rowSize: UInt64
  }

  package let kind: Kind
  package private(set) var segments: [Segment] = []
  /// What identifies the build: in hexadecimal digits, or Go's own text.
  package private(set) var buildIDs: [String] = []
  let bytes: ByteRanges
  let layout: ElfLayout
  let machine: UInt64
  private(set) var symbolTables: [Section] = []
  private let header: Header

  /// Real files have a dozen segments and some thousand sections.
  private static let mostRows: UInt64 = 1 << 16
  /// More notes, and more tables of symbols, no linker makes.
  private static let mostParts = 64

  private struct Header {
    let segmentOffset, segmentSize, sectionOffset, sectionSize: UInt64
    var segmentCount, sectionCount: UInt64
  }

  /// - Throws: why it is not an ELF file, or a damaged one.
  package init(_ bytes: ByteRanges) throws(ElfError) {
    let layout = try ElfLayout(try bytes.prefix(at: 0, upTo: 16))
    let size = layout.is64 ? 64 : 52
    guard let start = try bytes.whole(at: 0, count: size) else { throw .outside("header") }
    (self.bytes, self.layout) = (bytes, layout)
    kind = Self.kind(layout.number(start[...], at: 16, count: 2))
    machine = layout.number(start[...], at: 18, count: 2)
    header = try Self.header(start[...], layout, bytes)
    var notes: [(offset: UInt64, size: UInt64, alignment: UInt64)] = []
    try readSegments(&notes)
    try readSections(&notes)
    for note in notes.prefix(Self.mostParts) {
      let part = try bytes.prefix(at: note.offset, upTo: ElfNotes.length(note.size))
      for id in ElfNotes(layout, alignment: note.alignment).buildIDs(part)
      where !buildIDs.contains(id) && buildIDs.count < Self.mostParts {
        buildIDs.append(id)
      }
    }
  }

  private static func kind(_ number: UInt64) -> Kind {
    switch number {
    case 1: .relocatable
    case 2: .executable
    case 3: .shared
    default: .other
    }
  }

  private static func header(
    _ start: ArraySlice<UInt8>, _ layout: ElfLayout, _ bytes: ByteRanges
  ) throws(ElfError) -> Header {
    let (words, halves) = layout.is64 ? (32, 54) : (28, 42)
    let width = layout.is64 ? 8 : 4
    func half(_ index: Int) -> UInt64 { layout.number(start, at: halves + 2 * index, count: 2) }
    var header = Header(
      segmentOffset: layout.word(start, at: words), segmentSize: half(0),
      sectionOffset: layout.word(start, at: words + width), sectionSize: half(2),
      segmentCount: half(1), sectionCount: half(3))
    // Counts that do not fit are in the first section's header.
    if header.sectionOffset > 0, header.segmentCount == 0xFFFF || header.sectionCount == 0,
      let first = try bytes.whole(at: header.sectionOffset, count: layout.is64 ? 64 : 40)
    {
      let section = section(first[...], layout)
      if header.sectionCount == 0 { header.sectionCount = section.size }
      if header.segmentCount == 0xFFFF {
        header.segmentCount = layout.number(first[...], at: layout.is64 ? 44 : 28, count: 4)
      }
    }
    header.segmentCount = min(header.segmentCount, mostRows)
    header.sectionCount = min(header.sectionCount, mostRows)
    return header
  }

  private mutating func readSegments(
    _ notes: inout [(offset: UInt64, size: UInt64, alignment: UInt64)]
  ) throws(ElfError) {
    guard header.segmentCount > 0 else { return }
    guard
      let table = ElfTable(
        offset: header.segmentOffset, rowSize: header.segmentSize, count: header.segmentCount,
        least: layout.is64 ? 56 : 32)
    else { throw .outside("table of segments") }
    let layout = layout
    var found: [Segment] = []
    let isWhole = try table.forEach(in: bytes) { _, row throws(ElfError) in
      let segment = Self.segment(row, layout)
      switch layout.number(row, at: 0, count: 4) {
      case 1: found.append(segment)
      case 4: notes.append((segment.offset, segment.fileSize, segment.alignment))
      default: break
      }
      return true
    }
    guard isWhole else { throw .outside("table of segments") }
    segments = found
  }

  private static func segment(_ row: ArraySlice<UInt8>, _ layout: ElfLayout) -> Segment {
    let is64 = layout.is64
    return Segment(
      isExecutable: layout.number(row, at: is64 ? 4 : 24, count: 4) & 1 != 0,
      offset: layout.word(row, at: is64 ? 8 : 4), address: layout.word(row, at: is64 ? 16 : 8),
      fileSize: layout.word(row, at: is64 ? 32 : 16),
      memorySize: layout.word(row, at: is64 ? 40 : 20),
      alignment: layout.word(row, at: is64 ? 48 : 28))
  }

  private mutating func readSections(
    _ notes: inout [(offset: UInt64, size: UInt64, alignment: UInt64)]
  ) throws(ElfError) {
    guard let table = sectionTable else { return }
    let layout = layout
    var tables: [Section] = []
    // A file whose sections are cut off may still be found by its build.
    _ = try table.forEach(in: bytes) { _, row throws(ElfError) in
      let section = Self.section(row, layout)
      switch section.type {
      case 2, 11: tables.append(section)
      case 7: notes.append((section.offset, section.size, section.alignment))
      default: break
      }
      return tables.count < Self.mostParts
    }
    symbolTables = tables
  }

  private var sectionTable: ElfTable? {
    guard header.sectionOffset > 0 else { return nil }
    return ElfTable(
      offset: header.sectionOffset, rowSize: header.sectionSize, count: header.sectionCount,
      least: layout.is64 ? 64 : 40)
  }

  private static func section(_ row: ArraySlice<UInt8>, _ layout: ElfLayout) -> Section {
    let is64 = layout.is64
    return Section(
      type: layout.number(row, at: 4, count: 4), offset: layout.word(row, at: is64 ? 24 : 16),
      size: layout.word(row, at: is64 ? 32 : 20),
      link: layout.number(row, at: is64 ? 40 : 24, count: 4),
      alignment: layout.word(row, at: is64 ? 48 : 32),
      rowSize: layout.word(row, at: is64 ? 56 : 36))
  }

  /// A section by its index; nil if there is none.
  func section(_ number: UInt64) throws(ElfError) -> Section? {
    guard let table = sectionTable, number < table.count else { return nil }
    let (position, overflows) = table.offset.addingReportingOverflow(number * UInt64(table.rowSize))
    guard !overflows, let row = try bytes.whole(at: position, count: table.rowSize) else {
      return nil
    }
    return Self.section(row[...], layout)
  }
}

/// Why a file gives no symbols.
package enum ElfError: Error, Equatable, CustomStringConvertible {
  case notElf
  /// An invalid class or byte order.
  case unknownKind
  /// A part that reaches beyond the end of the file, by name.
  case outside(String)
  case unreadable(SystemError)

  package var description: String {
    switch self {
    case .notElf: "is not an ELF file"
    case .unknownKind: "is an ELF file of an unknown kind"
    case .outside(let part): "is damaged: its \(part) extends beyond its end"
    case .unreadable(let error): "cannot be read: \(error)"
    }
  }
}
