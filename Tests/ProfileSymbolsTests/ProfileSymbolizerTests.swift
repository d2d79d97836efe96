import Foundation
import ProfileModel
import ProfileSystem
import Testing

@testable import ProfileSymbols

@Suite struct ProfileSymbolizerTests {
  /// A temporary folder with binaries and tools.
  private final class Folder: Sendable {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.appending(path: "symbols-\(UUID().uuidString)")
        .path()
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ bytes: [UInt8], to name: String) throws -> String {
      try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
      return "\(path)/\(name)"
    }

    /// A tool that is a script.
    func tool(_ kind: SymbolTool.Kind, _ script: String) throws -> SymbolTool {
      let text = try write(Array("#!/bin/sh\n\(script)\n".utf8), to: "script")
      let file = "\(path)/\(kind.rawValue)"
      // Another process writes the script: a process that another test starts inherits files open for writing here,
      // and running them then fails with "text file busy".
      let ending = try ChildProcess.run(
        shell: "cp '\(text)' '\(file)' && chmod 755 '\(file)'", input: "/dev/null", limit: 60)
      #expect(ending == .status(0))
      return SymbolTool(kind, at: SystemPath(file))
    }
  }

  /// Addresses in the code of `TinyElf`, loaded at 0x550000.
  private static let addresses: [UInt64] = [0x55_0000, 0x55_0015, 0x55_0700]

  private static func profile(
    _ file: String, buildID: String = "", addresses: [UInt64] = addresses
  ) throws -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    let mapping = builder.addMapping(
      Mapping(
        id: 1, start: 0x55_0000, limit: 0x55_1000, fileOffset: 0x1000,
        filename: builder.string(file), buildID: builder.string(buildID)))
    let named = builder.location(
      lines: [.init(function: builder.function(name: builder.string("known")), number: 3)],
      address: 0x55_0001, mapping: mapping)
    let unnamed = addresses.map { builder.location(lines: [], address: $0, mapping: mapping) }
    try builder.addSample(stack: builder.stack([named] + unnamed), values: [1])
    return try builder.build()
  }

  /// The names of all locations, with their lines.
  private static func names(_ profile: Profile) -> [[String]] {
    (0..<profile.locations.count).map { row in
      profile.locations.lines(of: LocationID(UInt32(row))).map { line in
        let function = FunctionID(profile.locations.lineFunctions[line])
        return
          "\(profile.strings[profile.functions.name(of: function)]):\(profile.locations.lineNumbers[line])"
      }
    }
  }

  /// - `silence`: how long a tool may be silent, in seconds: longer than needed on a busy machine.
  private static func symbolizer(
    _ folder: Folder, _ tools: [SymbolTool], silence: Double = 60
  ) -> ProfileSymbolizer {
    var symbolizer = ProfileSymbolizer(
      searchPath: BinarySearchPath([SystemPath(folder.path)], environment: nil, home: nil),
      tools: tools)
    symbolizer.limits.silence = silence
    return symbolizer
  }

  @Test func withoutToolsTheTableNamesWhatLiesInAFunction() throws {
    let folder = try Folder()
    let path = try folder.write(TinyElf().bytes, to: "app")
    let (named, notes) = Self.symbolizer(folder, []).symbolized(
      try Self.profile("/gone/app", buildID: "ABCD1234"), budget: 1 << 20)
    try named.validate()
    #expect(Self.names(named) == [["known:3"], ["first:0"], ["second:0"], ["label:0"]])
    #expect(named.mappings[0].hasFunctions && !named.mappings[0].hasInlineFrames)
    #expect(
      notes.shortcomings == [
        "neither llvm-symbolizer nor addr2line gave names for \(path): names are the nearest symbols, without lines and inlined calls"
      ])
    #expect(notes.remarks == ["symbols: 3 of 3 from \(path), by its symbol table"])
  }

  @Test func aToolGivesLinesAndInlinedCalls() throws {
    let folder = try Folder()
    _ = try folder.write(TinyElf().bytes, to: "app")
    let tool = try folder.tool(
      .addr2line,
      "while read -r at; do printf '%s\\ninner\\n/a.c:%d\\n_Z5outerv\\n/a.c:9\\n' $at $((at)); done"
    )
    let (named, notes) = Self.symbolizer(folder, [tool]).symbolized(
      try Self.profile("/gone/app"), budget: 1 << 20)
    try named.validate()
    #expect(
      Self.names(named) == [
        ["known:3"], ["inner:8192", "_Z5outerv:9"], ["inner:8213", "_Z5outerv:9"],
        ["inner:9984", "_Z5outerv:9"],
      ])
    let mapping = named.mappings[0]
    #expect(mapping.hasFunctions && mapping.hasFilenames && mapping.hasLineNumbers)
    #expect(mapping.hasInlineFrames)
    #expect(notes.shortcomings.isEmpty)
    #expect(notes.remarks[0].hasSuffix("whose build is not known, by addr2line"))
  }

  static let badTools: [(script: String, message: String)] = [
    ("exit 3", "exited with status 3, after 0 of 3 addresses"),
    (
      "read -r at; printf '%s\\nwork\\n??:0\\n' $at", "exited with status 0, after 1 of 3 addresses"
    ),
    ("exec yes", "printed something unreadable, after 0 of 3 addresses"),
    ("kill -9 $$", "was killed by signal 9, after 0 of 3 addresses"),
  ]
  @Test(arguments: badTools)
  func aToolThatFailsIsSaidAndTheTableIsLeft(_ script: String, _ message: String) throws {
    try Self.expect(message, of: script, silence: 60)
  }

  static let slowTools = [
    "exec sleep 100", "sleep 100 & exec cat > /dev/null", "exec 0<&-; exec 1>&-; exec sleep 100",
  ]
  @Test(arguments: slowTools)
  func aToolThatSaysNothingIsEnded(_ script: String) throws {
    let begin = ThisProcess.monotonicSeconds
    try Self.expect("took too long, after 0 of 3 addresses", of: script, silence: 0.5)
    #expect(ThisProcess.monotonicSeconds - begin < 50)
  }

  private static func expect(_ message: String, of script: String, silence: Double) throws {
    let folder = try Folder()
    _ = try folder.write(TinyElf().bytes, to: "app")
    let tool = try folder.tool(.addr2line, script)
    let (named, notes) = symbolizer(folder, [tool], silence: silence).symbolized(
      try profile("/gone/app"), budget: 1 << 20)
    #expect(names(named)[2...] == [["second:0"], ["label:0"]])
    #expect(notes.shortcomings.contains { $0.contains(message) }, "\(notes.shortcomings)")
  }

  @Test func whatIsKnownIsNotAskedAgain() throws {
    let folder = try Folder()
    _ = try folder.write(TinyElf().bytes, to: "app")
    let tool = try folder.tool(
      .addr2line,
      "echo x >> \(folder.path)/starts; while read -r at; do printf '%s\\nlong_name\\n/a.c:1\\n' $at; done"
    )
    let symbolizer = Self.symbolizer(folder, [tool])
    for count in [1, 1, 2, 3, 3] {
      let profile = try Self.profile("/gone/app", addresses: Array(Self.addresses.prefix(count)))
      let (named, _) = symbolizer.symbolized(profile, budget: 1 << 20)
      #expect(Self.names(named).count { $0 == ["long_name:1"] } == count)
    }
    let starts = try String(contentsOfFile: "\(folder.path)/starts", encoding: .utf8)
    #expect(starts == "x\nx\nx\n")
  }

  @Test func anotherBuildIsNotUsed() throws {
    let folder = try Folder()
    let path = try folder.write(TinyElf().bytes, to: "app")
    for file in ["/gone/app", path] {
      let profile = try Self.profile(file, buildID: "ffff")
      let (named, notes) = Self.symbolizer(folder, []).symbolized(profile, budget: 1 << 20)
      #expect(named == profile)
      #expect(
        notes.shortcomings.contains(
          "not used, since the build id differs: \(path) (abcd1234, not ffff)"))
    }
  }

  @Test func aBinaryWithoutABuildIsTakenAtItsOwnPathAlone() throws {
    let folder = try Folder()
    let path = try folder.write(TinyElf(buildID: []).bytes, to: "app")
    let own = try Self.profile(path, buildID: "ffff")
    var symbolizer = ProfileSymbolizer(
      searchPath: BinarySearchPath([], environment: nil, home: nil), tools: [])
    #expect(Self.names(symbolizer.symbolized(own, budget: 1 << 20).0)[1] == ["first:0"])
    symbolizer.mustKnowBuild = true
    let (left, notes) = symbolizer.symbolized(own, budget: 1 << 20)
    #expect(left == own)
    #expect(notes.shortcomings[1].hasPrefix("not used: \(path) (it may be another build"))
    let other = try Self.profile("/gone/app", buildID: "ffff")
    #expect(Self.symbolizer(folder, []).symbolized(other, budget: 1 << 20).0 == other)
  }

  @Test func onlyRegularFilesAreOpened() throws {
    let folder = try Folder()
    let fifo = "\(folder.path)/fifo"
    #expect(unsafe mkfifo(fifo, 0o600) == 0)
    let loop = "\(folder.path)/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let text = try folder.write(Array("no program".utf8), to: "text")
    for (file, message) in [
      (fifo, "\(fifo) (is not a regular file)"), (folder.path, "(is not a regular file)"),
      (loop, "\(loop) (too many levels of symbolic links)"), (text, "\(text) (is not an ELF file)"),
    ] {
      let profile = try Self.profile(file)
      let symbolizer = ProfileSymbolizer(
        searchPath: BinarySearchPath([], environment: nil, home: nil), tools: [])
      let (left, notes) = symbolizer.symbolized(profile, budget: 1 << 20)
      #expect(left == profile)
      #expect(notes.shortcomings.contains { $0.contains(message) }, "\(notes.shortcomings)")
    }
  }

  @Test(arguments: ["[vdso]", "//anon", "/dev/zero", "linux-vdso.so.1", ""])
  func whatIsNoFileIsNotLookedFor(_ file: String) throws {
    let folder = try Folder()
    let profile = try Self.profile(file)
    let (left, notes) = Self.symbolizer(folder, []).symbolized(profile, budget: 1 << 20)
    #expect(left == profile && notes.shortcomings.isEmpty)
    #expect(notes.remarks[0].contains("no binary was looked for"))
  }

  @Test func namesThatTakeTooMuchMemoryAreLeftOut() throws {
    let folder = try Folder()
    _ = try folder.write(TinyElf().bytes, to: "app")
    let (_, notes) = Self.symbolizer(folder, []).symbolized(
      try Self.profile("/gone/app"), budget: 0)
    #expect(notes.shortcomings.contains { $0.contains("not enough memory for the names") })
  }

  @Test func toolsAreFoundInAbsoluteFoldersOnly() throws {
    let folder = try Folder()
    let tool = try folder.tool(.addr2line, "exit 0")
    _ = try folder.write([], to: "llvm-symbolizer")
    #expect(SymbolTool.found(in: Array(".:relative:\(folder.path)".utf8)) == [tool])
    #expect(SymbolTool.found(in: nil).isEmpty)
    #expect(SymbolTool.found(in: Array("relative:.".utf8)).isEmpty)
  }
}

@Suite struct RemoteSymbolsTests {
  private static func profile(_ addresses: [UInt64]) throws -> Profile {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    let frames = addresses.map { builder.location(lines: [], address: $0) }
    try builder.addSample(stack: builder.stack(frames), values: [1])
    return try builder.build()
  }

  @Test func addressesAreAskedForAndNamed() throws {
    var profile = try Self.profile([0x4011A0, 0x4011B0, 0x4011C0])
    let remote = try #require(RemoteSymbols(profile))
    #expect(String(decoding: remote.question, as: UTF8.self) == "0x4011a0+0x4011b0+0x4011c0")
    let answer = """
      num_symbols: 1
      0x4011a0\tmain.work of it
      0x00000000004011B0   two words\r
      0x4011a0 a second name
      0x999999 not asked for
      0x4011c0
      4011c0 no number
      0xzz nothing
      """
    #expect(remote.name(&profile, Array(answer.utf8)) == 2)
    try profile.validate()
    let names = profile.functions.names.map { profile.strings[StringID($0)] }
    #expect(names == ["main.work of it", "two words"])
    #expect(try #require(RemoteSymbols(profile)).count == 1)
  }

  @Test func whereNothingIsMissingNothingIsAsked() throws {
    #expect(RemoteSymbols(try Self.profile([])) == nil)
    #expect(RemoteSymbols(try Self.profile([0])) == nil)
  }
}
