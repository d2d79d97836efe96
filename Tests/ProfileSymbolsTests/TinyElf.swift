/// An ELF file of a few hundred bytes: a code segment, a build id, and a symbol table.
struct TinyElf {
  struct Symbol {
    var name: String
    var value: UInt64
    var size: UInt64
    /// A global function.
    var info: UInt8 = 0x12
    var section: UInt16 = 1
  }

  var is64 = true
  var isLittle = true
  /// A shared object, as position independent programs are too.
  var kind: UInt64 = 3
  var machine: UInt64 = 62
  var buildID: [UInt8] = [0xAB, 0xCD, 0x12, 0x34]
  var goID: String?
  /// The file offset, address and size of the code.
  var code: (offset: UInt64, address: UInt64, size: UInt64) = (0x1000, 0x2000, 0x800)
  /// Whether it has no loaded content, only debug information.
  var isDebugFile = false
  var symbols = [
    Symbol(name: "first", value: 0x2000, size: 0x10),
    Symbol(name: "second", value: 0x2010, size: 0x20, info: 0x02),
    Symbol(name: "data", value: 0x2018, size: 4, info: 0x11),
    Symbol(name: "label", value: 0x2080, size: 0, info: 0x10),
    Symbol(name: "elsewhere", value: 0x2014, size: 8, section: 0),
  ]
  /// The section type of the symbol table: all symbols, or only dynamic ones.
  var tableType: UInt64 = 2

  var bytes: [UInt8] {
    let noteStart = headerSize + 2 * segmentSize
    let symbolStart = noteStart + notes.count
    let textStart = symbolStart + rows.bytes.count
    let sectionStart = textStart + rows.texts.count
    return header(sectionStart) + segments(noteStart) + notes + rows.bytes + rows.texts
      + sections(noteStart, symbolStart, textStart)
  }

  private var headerSize: Int { is64 ? 64 : 52 }
  private var segmentSize: Int { is64 ? 56 : 32 }

  /// A number with a given size in bytes.
  private func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    return isLittle ? bytes : bytes.reversed()
  }

  private func word(_ value: UInt64) -> [UInt8] { number(value, is64 ? 8 : 4) }
  private func word(_ value: Int) -> [UInt8] { word(UInt64(value)) }

  private func header(_ sections: Int) -> [UInt8] {
    let identification: [UInt8] =
      [0x7F, 0x45, 0x4C, 0x46, is64 ? 2 : 1, isLittle ? 1 : 2, 1] + [UInt8](repeating: 0, count: 9)
    let halves = [headerSize, segmentSize, 2, is64 ? 64 : 40, 4, 0]
    return identification + number(kind, 2) + number(machine, 2) + number(1, 4) + word(0)
      + word(headerSize) + word(sections) + number(0, 4)
      + halves.flatMap { number(UInt64($0), 2) }
  }

  private func segments(_ noteStart: Int) -> [UInt8] {
    segment(
      1, 5, isDebugFile ? 0 : code.offset, code.address, isDebugFile ? 0 : code.size, code.size)
      + segment(4, 4, UInt64(noteStart), 0, UInt64(notes.count), UInt64(notes.count))
  }

  private func segment(
    _ type: UInt64, _ flags: UInt64, _ offset: UInt64, _ address: UInt64, _ size: UInt64,
    _ memory: UInt64
  ) -> [UInt8] {
    let extent = word(offset) + word(address) + word(address) + word(size) + word(memory)
    return is64
      ? number(type, 4) + number(flags, 4) + extent + word(4096)
      : number(type, 4) + extent + number(flags, 4) + word(4096)
  }

  private var notes: [UInt8] {
    note("GNU", 3, buildID) + (goID.map { note("Go", 4, Array($0.utf8)) } ?? [])
  }

  private func note(_ name: String, _ type: UInt64, _ text: [UInt8]) -> [UInt8] {
    guard !text.isEmpty else { return [] }
    func padded(_ bytes: [UInt8]) -> [UInt8] {
      bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
    let name = Array(name.utf8) + [0]
    return number(UInt64(name.count), 4) + number(UInt64(text.count), 4) + number(type, 4)
      + padded(name) + padded(text)
  }

  private var rows: (bytes: [UInt8], texts: [UInt8]) {
    var (bytes, texts): ([UInt8], [UInt8]) = ([UInt8](repeating: 0, count: is64 ? 24 : 16), [0])
    for symbol in symbols {
      let name = number(UInt64(texts.count), 4)
      let rest = [symbol.info, 0] + number(UInt64(symbol.section), 2)
      let extent = word(symbol.value) + word(symbol.size)
      bytes += is64 ? name + rest + extent : name + extent + rest
      texts += Array(symbol.name.utf8) + [0]
    }
    return (bytes, texts)
  }

  private func sections(_ notes: Int, _ symbols: Int, _ texts: Int) -> [UInt8] {
    section(0, 0, 0, 0, 0)
      + section(7, notes, self.notes.count, 0, 0)
      + section(tableType, symbols, rows.bytes.count, 3, is64 ? 24 : 16)
      + section(3, texts, rows.texts.count, 0, 0)
  }

  private func section(
    _ type: UInt64, _ offset: Int, _ size: Int, _ link: UInt64, _ rowSize: Int
  ) -> [UInt8] {
    number(0, 4) + number(type, 4) + word(0) + word(0) + word(offset) + word(size)
      + number(link, 4) + number(0, 4) + word(4) + word(rowSize)
  }
}
