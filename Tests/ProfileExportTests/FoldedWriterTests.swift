import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@Suite struct FoldedWriterTests {
  /// A stack's names, root first; several names in one frame are inlined calls.
  typealias Row = (stack: [[String]], values: [Int64])

  static let written: [(rows: [Row], text: String)] = [
    ([(stack: [["main"], ["work"]], values: [42])], "main;work 42\n"),
    (
      [
        (stack: [["a"]], values: [5]), (stack: [["a b"], ["c"]], values: [3]),
        (stack: [["a"], ["x"]], values: [4]), (stack: [["a-b"]], values: [1]),
        (stack: [["a"], [""]], values: [7]),
      ], "a 5\na b;c 3\na-b 1\na; 7\na;x 4\n"
    ),
    (
      [
        (stack: [["main"], ["outer", "inlined"], ["leaf"]], values: [1]),
        (stack: [["main"], ["outer"], ["inlined"], ["leaf"]], values: [2]),
      ], "main;outer;inlined;leaf 3\n"
    ),
    ([(stack: [["f[a; b]"]], values: [1]), (stack: [["f[a, b]"]], values: [2])], "f[a, b] 3\n"),
    ([(stack: [["a\tb\nc\u{7F}\u{85}\u{2028}d"]], values: [1])], "a b c   d 1\n"),
    ([(stack: [["core 12"], ["core 1.5 7"]], values: [1])], "core_12;core 1.5_7 1\n"),
    ([(stack: [[" x"], [" 5"], ["y "]], values: [1])], "_x;_5;y  1\n"),
    ([(stack: [["# x"], ["#"], ["#x"]], values: [1])], "#_x;#_;#x 1\n"),
    (
      [
        (stack: [], values: [2]), (stack: [[""]], values: [3]), (stack: [["a"]], values: [1]),
        (stack: [["Z"]], values: [1]),
      ], "Z 1\n[no stack] 5\na 1\n"
    ),
    ([(stack: [], values: [2]), (stack: [["[no stack]"]], values: [3])], "[no stack] 5\n"),
    ([(stack: [["a"]], values: [.max]), (stack: [["a"]], values: [1])], "a \(Int64.max)\n"),
    (
      [(stack: [["a"], ["b"]], values: [3, 0]), (stack: [["a"]], values: [0, 7])],
      "a 0 7\na;b 3 0\n"
    ),
  ]
  @Test(arguments: written.indices)
  func rowsBecomeSortedLines(_ index: Int) throws {
    let (rows, text) = Self.written[index]
    #expect(try String(decoding: writeFolded(profile(rows)), as: UTF8.self) == text)
  }

  /// `a;b` sums to -2 over two locations of the same name, so it has no line.
  @Test func whatIsNotPositiveIsLeftOutAndCounted() throws {
    let profile = profile([
      (stack: [["a"], ["b"]], values: [3]), (stack: [["a", "b"]], values: [-5]),
      (stack: [["a"]], values: [0]), (stack: [["c"]], values: [4]), (stack: [], values: [-1]),
    ])
    var leftOut = LeftOutStacks()
    let written = try bytes {
      leftOut = FoldedWriter.write(
        profile, StackNaming(profile.functionNames), columns: [0], to: &$0)
    }
    #expect(String(decoding: written, as: UTF8.self) == "c 4\n")
    #expect(leftOut.count == 3)
    #expect(leftOut.sums == [-3])
  }

  @Test func invalidUTF8IsWrittenAsItIs() throws {
    let bytes: [UInt8] = [0x61, 0xFF, 0xC2, 0x3B, 0x20, 0x31, 0x0A]
    let written = try writeFolded(readFolded(bytes))
    #expect(written == [0x61, 0xFF, 0xC2, 0x3B, 0x20, 0x31, 0x0A])
  }

  /// For any names, reading and writing again gives the same lines in the same order.
  @Test(arguments: 0..<100)
  func writtenIsReadAndWrittenTheSame(_ seed: Int) throws {
    var random = SeededRandom(seed)
    let names = [
      "", " ", "#", "# c", "a", "a b", "a-b", "a;b", "a,b", "a 1", "1", "a\n", "[no stack]", "é",
      "\u{85}", "f(x) 2.", "b ", "\t", "a  ",
    ]
    let rows: [Row] = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      let depth = Int.random(in: 0...5, using: &random)
      let stack = (0..<depth).map { _ in
        (0..<Int.random(in: 1...2, using: &random)).map { _ in
          names.randomElement(using: &random) ?? ""
        }
      }
      return (stack: stack, values: [Int64.random(in: 1...20, using: &random)])
    }
    let profile = profile(rows)
    let first = try writeFolded(profile)
    let again = try readFolded(first)
    #expect(try writeFolded(again) == first)
    #expect(again.sampleTable.values.reduce(0, +) == rows.reduce(0) { $0 + $1.values[0] })
    let stacks = first.split(separator: UInt8(ascii: "\n")).compactMap { line in
      line.lastIndex(of: UInt8(ascii: " ")).map { Array(line[...$0]) }
    }
    #expect(zip(stacks, stacks.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }

  /// Many lines are written in pieces by several threads; where stacks without a name stand does not matter.
  @Test(arguments: [511, 512, 513, 5000], ["", "Z", "~"])
  func longTextsAreWrittenInOrder(_ count: Int, _ first: String) throws {
    var rows: [Row] = (0..<count).map {
      (stack: [["\(first)main"], ["f\($0 / 100)"], ["g\($0 % 100)"]], values: [Int64($0 + 1)])
    }
    let lines = rows.map { "\($0.stack.map { $0[0] }.joined(separator: ";")) \($0.values[0])" }
    rows += [(stack: [], values: [2]), (stack: [[""]], values: [3])]
    let text = try String(decoding: writeFolded(profile(rows)), as: UTF8.self)
    let stack = { (line: String) in line.utf8.prefix { $0 != UInt8(ascii: " ") } }
    let sorted = lines.sorted { stack($0).lexicographicallyPrecedes(stack($1)) }
    let place = "[" < "\(first)m" ? 0 : sorted.count
    let wanted: [String] = Array(sorted[..<place]) + ["[no stack] 5"] + Array(sorted[place...])
    let found = text.split(separator: "\n").map(String.init)
    #expect(found == wanted)
  }

  /// Lines that may be long are not kept in memory until it is their turn.
  @Test func longLinesAreWrittenOneByOne() throws {
    let long = String(repeating: "x", count: 2 << 20)
    let rows: [Row] = (1...600).map { (stack: [["a\($0)"], ["b"]], values: [Int64($0)]) }
    var blocks: [Int] = []
    var sink = ByteSink { blocks.append($0.count) }
    let profile = profile(rows + [(stack: [["c"], [long]], values: [7])])
    _ = FoldedWriter.write(profile, StackNaming(profile.functionNames), columns: [0], to: &sink)
    try sink.finish()
    #expect(
      blocks.reduce(0, +) == (1...600).reduce(0) { $0 + "a\($1);b \($1)\n".count } + long.count + 5)
    #expect(blocks.count { $0 > 70_000 } == 1)
  }

  /// No truncation and no flipped bit may trap; an accepted profile survives writing.
  @Test func damageNeverTraps() throws {
    let text = Array("# c\nmain;run 12\r\nmain;go 3.5\nx y;z 7 8\n".utf8)
    for length in 0..<text.count { try survives(Array(text.prefix(length))) }
    for index in text.indices {
      for bit in 0..<8 {
        var damaged = text
        damaged[index] ^= 1 << bit
        try survives(damaged)
      }
    }
  }

  private func survives(_ bytes: [UInt8]) throws {
    guard let read = try? readFolded(bytes) else { return }
    let written = try writeFolded(read)
    guard !written.isEmpty else { return }
    #expect(try writeFolded(readFolded(written)) == written)
  }

  private func profile(_ rows: [Row]) -> Profile {
    var builder = ProfileBuilder()
    for row in rows {
      let frames = row.stack.reversed().map { names in
        let lines = names.reversed().map { name in
          ProfileBuilder.Line(function: builder.function(name: builder.string(name)))
        }
        return builder.location(lines: lines)
      }
      builder.appendSample(stack: builder.stack(frames), values: row.values)
    }
    let unit = builder.string("count")
    let types = rows.first?.values.count ?? 1
    builder.header.sampleTypes = (0..<types).map { _ in
      ValueType(type: builder.string("samples"), unit: unit)
    }
    return builder.finish()
  }
}

/// Reads folded stacks.
private func readFolded(_ bytes: [UInt8]) throws -> Profile {
  try FoldedReader.read(ByteSource(bytes)).profile
}
