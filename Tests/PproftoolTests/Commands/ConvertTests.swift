import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct ConvertTests {
  @Test func unknownNamesAreRefusedBeforeAnythingIsRead() throws {
    let run = try Program.run("convert", "no-such-file", "-o", "x.svg")
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot tell the format from the name 'x.svg': give --to pprof|"))
  }

  static let contradictions = [
    ("folded", "a.pb.gz"), ("pprof", "a.pb"), ("json", "a.svg"), ("protobuf", "a.JSON"),
  ]

  @Test(arguments: contradictions)
  func aNameThatAsksForAnotherFormatIsRefused(_ format: String, _ name: String) throws {
    let run = try Program.run("convert", "no-such-file", "--to", format, "-o", name)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("pproftool: \(name): --to says \(format)"))
  }

  @Test(arguments: ["a.folded", "a.bin", "a", "b.c.TXT"])
  func aNameThatSaysNothingElseIsTaken(_ name: String) throws {
    let scratch = try ScratchFolder()
    let input = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    let run = try Program.run("convert", input, "--to", "folded", "-o", scratch.file(name))
    #expect(run.status == 0)
    #expect(scratch.names == [name])
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
    #expect(
      run.errors.hasPrefix(
        "pproftool: \(path): warning: left out, as folded has no place for it: 1 sample type ("))
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
