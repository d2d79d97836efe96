import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct ConvertTests {
  static let names: [(name: String, format: ConvertFormat?)] = [
    ("a.pb.gz", .pprof), ("A.PB.GZ", .pprof), ("a.pprof", .pprof), ("heap.prof", .pprof),
    ("a.pb", .protobuf), ("a.folded", .folded), ("a.txt", .folded), ("a.json", .json),
    ("a.jsonl", .ndjson), ("a.svg", nil), ("pb", nil),
  ]

  @Test(arguments: names)
  func theNameSaysTheFormat(_ name: String, _ format: ConvertFormat?) {
    #expect(ConvertFormat(fileName: name) == format)
  }

  @Test func unknownNamesAreRefusedBeforeAnythingIsRead() throws {
    let run = try Program.run("convert", "no-such-file", "-o", "x.svg")
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot tell the format from the name 'x.svg': give --to pprof|"))
  }

  @Test func convertedTwiceIsTheSame() throws {
    let scratch = try ScratchFolder()
    let input = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    #expect(try Program.run("convert", input, "-o", scratch.file("a.pb")).status == 0)
    #expect(
      try Program.run("convert", scratch.file("a.pb"), "-o", scratch.file("b.pb.gz")).status == 0)
    let bare = try Data(contentsOf: URL(filePath: scratch.file("a.pb")))
    let packed = try Data(contentsOf: URL(filePath: scratch.file("b.pb.gz")))
    #expect(try Program.run("convert", "--to", "protobuf", "-", input: packed).output == bare)
    #expect(try Program.run("convert", "-", input: bare).output == packed)
  }

  @Test func whatFoldedStacksCannotHoldIsSaid() throws {
    let path = FixtureFiles.path("wire/negative-values.pb")
    let run = try Program.run("convert", "--to", "folded", path)
    #expect(run.status == 0)
    #expect(run.text.split(separator: "\n").count == 2)
    #expect(run.errors.contains("\(path): warning: left out 2 stacks without a positive value"))
    #expect(try Program.run("convert", "--quiet", "--to", "folded", path).errors.isEmpty)
  }

  @Test func theOutputMayBeTheInput() throws {
    let scratch = try ScratchFolder()
    let file = scratch.file("a.pb.gz")
    try FileManager.default.copyItem(
      atPath: FixtureFiles.path("cpu/labelled.pb.gz"), toPath: file)
    let before = try Program.run("info", "--format", "json", file)
    #expect(try Program.run("convert", file, "-o", file).status == 0)
    #expect(try Program.run("info", "--format", "json", file).text == before.text)
    #expect(scratch.names == ["a.pb.gz"])
  }
}
