import PprofWire
import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel

extension FuzzCheck {
  /// Any format, by its content, whatever the file's name.
  static let detect = FuzzCheck(name: "detect", fixtures: [".txt", ".heap", ".cpu", ".pb"]) {
    if PprofReader.evidence(in: $0, isWhole: true) == .none {
      try readsTheSameInBlocks($0, from: nil)
    }
    try isWhatItIs($0)
  }

  /// A name decides only between equally certain formats, and rules out folded stacks.
  private static func isWhatItIs(_ bytes: [UInt8]) throws {
    guard let own = notes(of: bytes, named: nil), own.guess == nil,
      !own.traits.contains(.hasNamesOnly)
    else { return }
    for name in ["x.pb.gz", "x.txt", "x.folded", "x.heap"] {
      // Because of its name, damaged content may be refused as protobuf, which is a consistent answer.
      guard let format = notes(of: bytes, named: name)?.format else { continue }
      let isByName = InputFormat(name: format)?.endings.contains { name.hasSuffix($0) } == true
      try require(format == own.format || isByName, "\(name) is \(format), not \(own.format)")
    }
  }

  private static func notes(of bytes: [UInt8], named name: String?) -> ReadNotes? {
    try? ProfileReader.readAll(ByteSource(bytes), named: name, limits: fuzzLimits).first?.notes
  }

  /// The texts of debug=1: counts, heap, contention.
  static let goText = FuzzCheck(name: "go-text", fixtures: [".debug1.txt", ".heap"]) {
    try readsTheSameInBlocks($0, from: .goHeap)
  }

  /// Goroutine dumps, crashes, and logs around them.
  static let goDump = FuzzCheck(
    name: "go-dump", fixtures: [".debug2.txt", "crash.txt", "all.txt", "single.txt", "timeout.txt"]
  ) {
    try readsTheSameInBlocks($0, from: .goDump)
    let withIDs = try? ProfileReader.readAll(
      ByteSource($0), from: .goDump, limits: fuzzLimits, keepsIDs: true)
    for read in withIDs ?? [] { try requireValid(read.profile, after: "reading with ids") }
  }

  /// Formats of gperftools and related tools, including binary ones.
  static let legacy = FuzzCheck(name: "legacy", fixtures: [".heap", ".cpu", ".growth", ".java"]) {
    try readsTheSameInBlocks($0, from: .legacy)
  }

  /// Folded stacks: reading and writing them again changes nothing.
  static let folded = FuzzCheck(name: "folded", fixtures: [".folded", "single.txt"]) { bytes in
    try readsTheSameInBlocks(bytes, from: .folded)
    guard let first = try? ProfileReader.read(ByteSource(bytes), from: .folded, limits: fuzzLimits)
    else { return }
    let written = try foldedStacks(first.profile)
    guard !written.isEmpty else { return }
    let second = try ProfileReader.read(ByteSource(written), from: .folded)
    try requireValid(second.profile, after: "writing and reading")
    try require(second.notes.recordsRead == second.notes.recordsSeen, "a line cannot be read")
    try require(try foldedStacks(second.profile) == written, "a line changes")
  }

  private static func foldedStacks(_ profile: Profile) throws -> [UInt8] {
    try output { sink in
      let names = LocationNames(profile)
      _ = FoldedWriter.write(
        profile, StackNaming(names), columns: Array(0..<min(2, profile.width)), to: &sink)
    }
  }

  /// Block boundaries do not matter, and an accepted profile survives as pprof.
  static func readsTheSameInBlocks(_ bytes: [UInt8], from format: InputFormat?) throws {
    let whole = try? ProfileReader.readAll(ByteSource(bytes), from: format, limits: fuzzLimits)
    for size in [7, bytes.count / 2] {
      let cut = try? ProfileReader.readAll(
        source(of: bytes, inBlocksOf: size), from: format, limits: fuzzLimits)
      try require(cut?.map(\.profile) == whole?.map(\.profile), "blocks of \(size) bytes matter")
    }
    for read in whole ?? [] {
      try requireValid(read.profile, after: "reading")
      let copy = try PprofReader.read(ByteSource(encoded(read.profile, compressed: false))).profile
      try requireValid(copy, after: "writing and reading")
      try require(
        copy.sampleTable.values == read.profile.sampleTable.values, "writing loses something")
    }
  }
}
