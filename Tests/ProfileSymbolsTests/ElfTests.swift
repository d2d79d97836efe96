import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileSymbols

@Suite struct ElfTests {
  static let kinds: [(is64: Bool, isLittle: Bool, name: String)] = [
    (true, true, "64-little"), (true, false, "64-big"), (false, true, "32-little"),
    (false, false, "32-big"),
  ]

  private static func names(_ tiny: TinyElf, _ addresses: [UInt64]) throws -> [String?] {
    let file = try ElfFile(ByteRanges(tiny.bytes))
    return try ElfSymbols(file).names(of: addresses)
      .map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test(arguments: kinds)
  func everyLayoutIsRead(_ is64: Bool, _ isLittle: Bool, _ name: String) throws {
    var tiny = TinyElf(is64: is64, isLittle: isLittle)
    tiny.goID = "abc/def"
    let file = try ElfFile(ByteRanges(tiny.bytes))
    #expect(file.kind == .shared)
    #expect(file.buildIDs == ["abcd1234", "abc/def"])
    #expect(file.segments.count == 1 && file.segments[0].isExecutable)
    #expect(file.segments[0].offset == 0x1000 && file.segments[0].address == 0x2000)
    #expect(try Self.names(tiny, [0x2000, 0x2015]) == ["first", "second"])
  }

  /// These are seeds of the fuzzer.
  @Test(arguments: kinds)
  func theFixturesAreTheseFiles(_ is64: Bool, _ isLittle: Bool, _ name: String) throws {
    let bytes = TinyElf(is64: is64, isLittle: isLittle).bytes
    let path = "symbols/\(name).elf"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try Data(bytes).write(to: FixtureFiles.folder.appending(path: path))
    }
    #expect(try FixtureFiles.bytes(path) == bytes)
  }

  static let lookups: [(address: UInt64, name: String?)] = [
    (0x1FFF, nil), (0x2000, "first"), (0x200F, "first"), (0x2010, "second"), (0x202F, "second"),
    // After the end of one symbol, before the next.
    (0x2030, nil), (0x207F, nil),
    // A symbol without a size extends to the next one.
    (0x2080, "label"), (0x9000, "label"),
  ]
  @Test func anAddressHasTheFunctionThatItLiesIn() throws {
    let found = try Self.names(TinyElf(), Self.lookups.map(\.address))
    #expect(found == Self.lookups.map(\.name))
  }

  @Test func ofSeveralNamesTheBestIsTaken() throws {
    var tiny = TinyElf()
    tiny.symbols = [
      .init(name: "local", value: 0x2000, size: 8, info: 0x02),
      .init(name: "weak", value: 0x2000, size: 8, info: 0x22),
      .init(name: "global", value: 0x2000, size: 8),
      .init(name: "other", value: 0x2000, size: 8),
      .init(name: "sizeless", value: 0x2000, size: 0),
      .init(name: "", value: 0x2010, size: 8),
    ]
    #expect(try Self.names(tiny, [0x2004, 0x2014]) == ["global", nil])
  }

  @Test func theTableOfWhatOthersCallIsTheSecondChoice() throws {
    #expect(try Self.names(TinyElf(tableType: 11), [0x2000]) == ["first"])
    #expect(try Self.names(TinyElf(tableType: 8), [0x2000]) == [nil])
  }

  @Test func thumbBitsAreNoPartOfAnAddress() throws {
    var tiny = TinyElf(is64: false)
    tiny.symbols = [.init(name: "thumb", value: 0x2001, size: 8)]
    #expect(try Self.names(tiny, [0x2000]) == [nil])
    tiny.machine = 40
    #expect(try Self.names(tiny, [0x2000]) == ["thumb"])
  }

  static let broken: [(bytes: [UInt8], error: ElfError)] = [
    ([], .notElf), (Array("#!/bin/sh\necho no program\n".utf8), .notElf),
    (Array("!<arch>\n0123456789abcdef".utf8), .notElf), ([0x7F, 0x45, 0x4C, 0x46], .notElf),
    (Array(TinyElf().bytes.prefix(60)), .outside("header")),
    (Array(TinyElf().bytes.prefix(100)), .outside("table of segments")),
    ([0x7F, 0x45, 0x4C, 0x46, 3, 1] + [UInt8](repeating: 0, count: 80), .unknownKind),
    ([0x7F, 0x45, 0x4C, 0x46, 1, 0] + [UInt8](repeating: 0, count: 80), .unknownKind),
  ]
  @Test(arguments: broken)
  func whatIsNoElfFileIsSaid(_ bytes: [UInt8], _ error: ElfError) {
    #expect(throws: error) { try ElfFile(ByteRanges(bytes)) }
  }

  /// Every truncation, and extreme values of every byte, give a result or an error.
  @Test(arguments: kinds)
  func damageIsSurvived(_ is64: Bool, _ isLittle: Bool, _ name: String) {
    let whole = TinyElf(is64: is64, isLittle: isLittle).bytes
    for index in whole.indices {
      Self.survive(Array(whole[..<index]))
      for value in [0, 0x7F, 0xFF] as [UInt8] {
        var changed = whole
        changed[index] = value
        Self.survive(changed)
        if index + 8 <= whole.count {
          changed.replaceSubrange(index..<index + 8, with: [UInt8](repeating: value, count: 8))
          Self.survive(changed)
        }
      }
    }
  }

  private static func survive(_ bytes: [UInt8]) {
    guard let file = try? ElfFile(ByteRanges(bytes)) else { return }
    let names = try? ElfSymbols(file).names(of: [0, 0x2000, 0x2015, .max])
    #expect(names?.count ?? 4 == 4)
    #expect(file.segments.count < 1000 && file.buildIDs.count < 100)
  }
}

@Suite struct LoadedBinaryTests {
  private static func address(
    _ address: UInt64, _ tiny: TinyElf, _ mapping: Mapping
  ) throws -> UInt64? {
    let file = try ElfFile(ByteRanges(tiny.bytes))
    return LoadedBinary(file.kind, file.segments, mapping).fileAddress(of: address)
  }

  /// Start, limit and offset of a mapping, an address, and the address in the file, whose code at offset 0x1000 has
  /// the address 0x2000.
  static let loaded:
    [(start: UInt64, limit: UInt64, offset: UInt64, at: UInt64, address: UInt64?)] =
      [
        (0x55_0000, 0x55_1000, 0x1000, 0x55_0010, 0x2010),
        // The whole file in one mapping, as in a program that is mapped from its start.
        (0x55_0000, 0x55_2000, 0, 0x55_1010, 0x2010),
        // Before and after the code.
        (0x55_0000, 0x55_2000, 0, 0x55_0010, nil), (0x55_0000, 0x55_3000, 0, 0x55_1800, nil),
        // Outside the mapping.
        (0x55_0000, 0x55_1000, 0x1000, 0x55_1000, nil),
        (0x55_0000, 0x55_1000, 0x1000, 0x54_0000, nil),
        // A synthetic mapping, as some writers add: addresses are those in the file.
        (0, .max, 0, 0x2010, 0x2010), (0, 0, 0, 0x2010, 0x2010), (0, 0, 0, 0x55_2010, nil),
        // An offset out of range.
        (0x1000, .max, .max, 0x2000, nil),
        // A mapping without an end.
        (0x55_0000, 0, 0x1000, 0x55_0010, 0x2010),
      ]
  @Test(arguments: loaded)
  func anAddressIsFoundInItsFile(
    _ start: UInt64, _ limit: UInt64, _ offset: UInt64, _ at: UInt64, _ address: UInt64?
  ) throws {
    let mapping = Mapping(id: 1, start: start, limit: limit, fileOffset: offset)
    for kind in [2, 3] as [UInt64] {
      #expect(try Self.address(at, TinyElf(kind: kind), mapping) == address)
    }
  }

  @Test func objectsAndCoresHaveNoSegments() throws {
    let mapping = Mapping(id: 1, start: 0x1000, limit: 0x2000)
    #expect(try Self.address(0x1010, TinyElf(kind: 1), mapping) == 0x10)
    #expect(try Self.address(0x1010, TinyElf(kind: 4), mapping) == nil)
  }

  @Test func aDebugFileIsPlacedByItsSize() throws {
    var tiny = TinyElf()
    tiny.isDebugFile = true
    let mapping = Mapping(id: 1, start: 0x55_0000, limit: 0x55_1000, fileOffset: 0x7000)
    #expect(try Self.address(0x55_0010, tiny, mapping) == 0x2010)
    #expect(try Self.address(0x55_0900, tiny, mapping) == nil)
    let other = Mapping(id: 1, start: 0x55_0000, limit: 0x55_4000, fileOffset: 0x7000)
    #expect(try Self.address(0x55_0010, tiny, other) == nil)
    let whole = Mapping(id: 1, start: 0x55_0000, limit: 0x55_4000)
    #expect(try Self.address(0x55_0010, tiny, whole) == 0x2010)
  }
}
