import Foundation
import TestSupport
import Testing

@testable import pproftool

/// The output name of `merge` selects the format.
@Suite struct MergeFormatTests {
  private static let input = FixtureFiles.path("incident/leaking/heap.pb.gz")

  static let beginnings: [(name: String, beginning: [UInt8])] = [
    ("a.pb.gz", [0x1F, 0x8B]), ("a", [0x1F, 0x8B]),
    ("a.pb", [0x0A]), ("a.json", Array("{\n".utf8)),
  ]

  @Test(arguments: beginnings)
  func theNameSaysTheFormat(_ name: String, _ beginning: [UInt8]) throws {
    let scratch = try ScratchFolder()
    let file = scratch.file(name)
    #expect(try Program.run("merge", Self.input, Self.input, "-o", file).status == 0)
    #expect([UInt8](try Data(contentsOf: URL(filePath: file))).starts(with: beginning))
  }

  @Test func whatAFormatCannotHoldIsSaid() throws {
    let scratch = try ScratchFolder()
    let run = try Program.run("merge", Self.input, Self.input, "-o", scratch.file("a.folded"))
    #expect(run.status == 0)
    #expect(
      run.errors.contains(
        "pproftool: 2 profiles: warning: left out because folded has no place for it: 3 sample types"
      ))
    #expect(run.errors.contains("; if it is a copy, it is counted twice\n"))
  }

  @Test(arguments: [
    ("a.svg", "no profile is written as .svg; flamegraph writes .svg"),
    ("a.svg.gz", "no profile is written as .svg.gz; flamegraph writes .svg"),
  ])
  func anEndingThatItCannotWriteIsRefused(_ name: String, _ answer: String) throws {
    let run = try Program.run("merge", "no-such-file", "-o", name)
    #expect(run.status == 2)
    #expect(run.errors.contains(answer))
  }
}
