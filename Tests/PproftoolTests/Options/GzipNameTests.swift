import Foundation
import PprofWire
import ProfileModel
import TestSupport
import Testing

/// In every command, the ending before `.gz` selects the format, and text is compressed.
@Suite struct GzipNameTests {
  private static let before = FixtureFiles.path("incident/healthy/heap.pb.gz")
  private static let after = FixtureFiles.path("incident/leaking/heap.pb.gz")

  static let commands: [(arguments: [String], name: String, beginning: String)] = [
    (["flamegraph", after], "a.svg.gz", "<?xml"), (["diff", before, after], "a.svg.gz", "<?xml"),
    (["top", after], "a.json.gz", "{"), (["top", after], "A.CSV.GZ", "name,flat"),
    (["folded", after], "a.folded.gz", "github.com/"), (["dot", after], "a.dot.gz", "digraph"),
    (["convert", after], "a.speedscope.json.gz", "{\"$schema\""),
    (["merge", after, after], "a.ndjson.gz", "{"),
  ]

  @Test(arguments: commands)
  func aTextGoesIntoGzip(_ arguments: [String], _ name: String, _ beginning: String) throws {
    let scratch = try ScratchFolder()
    let run = try Program.run(all: arguments + ["-o", scratch.file(name)])
    #expect(run.status == 0, "\(run.errors)")
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: scratch.file(name))))
    #expect(bytes.starts(with: [0x1F, 0x8B]))
    var source = try DecompressedSource.plain(ByteSource(bytes), limits: ReadLimits())
    let text = String(decoding: try source.peek(100), as: UTF8.self)
    #expect(text.hasPrefix(beginning), "\(text.prefix(40))")
  }

  @Test(arguments: ["top", "flamegraph", "folded"])
  func anEndingBeforeItThatIsNotWrittenIsRefused(_ command: String) throws {
    let run = try Program.run(command, Self.after, "-o", "a.html.gz")
    #expect(run.status == 2)
    #expect(run.errors.contains("this command cannot write .html.gz"))
  }

  @Test func whatIsCompressedAlreadyIsNotCompressedTwice() throws {
    let scratch = try ScratchFolder()
    for name in ["a.pb.gz", "b.gz", "c.pprof.gz"] {
      #expect(
        try Program.run("diff", Self.before, Self.after, "-o", scratch.file(name)).status == 0)
      let info = try Program.run("info", "--format", "json", scratch.file(name))
      #expect(!info.text.contains("gzip in gzip"))
      #expect(info.status == 0)
    }
  }
}
