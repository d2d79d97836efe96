import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct ConvertTests {
  @Test(arguments: [
    ("x.svg", "no profile is written as .svg; flamegraph writes .svg"),
    ("x.svg.gz", "no profile is written as .svg.gz; flamegraph writes .svg"),
    ("x.html.gz", "no profile is written as .html.gz; view writes .html"),
  ])
  func unknownNamesAreRefusedBeforeAnythingIsRead(_ name: String, _ answer: String) throws {
    let run = try Program.run("convert", "no-such-file", "-o", name)
    #expect(run.status == 2)
    #expect(run.errors.contains(answer))
  }

  /// An ending that no format has decides nothing, as no ending does.
  @Test(arguments: ["a.xyz", "a"])
  func withoutAKnownEndingItIsPprof(_ name: String) throws {
    let scratch = try ScratchFolder()
    let input = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    let run = try Program.run("convert", input, "-o", scratch.file(name))
    #expect(run.status == 0 && run.errors.isEmpty)
    let info = try Program.run("info", scratch.file(name))
    #expect(info.text.contains("Format:         pprof\n"))
  }

  static let contradictions = [
    ("folded", "a.pb.gz"), ("pprof", "a.pb"), ("json", "a.svg"), ("protobuf", "a.JSON"),
    ("pprof", "a.svg.gz"), ("json", "a.speedscope.json"), ("otlp-json", "a.otlp"),
    ("speedscope", "a.json"),
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
      run.errors.contains(
        "\npproftool: \(path): warning: left out because folded has no place for it: 1 sample type ("
      )
    )
    #expect(try Program.run("convert", "--quiet", "--to", "folded", path).errors.isEmpty)
  }

  /// Data that a viewer's format cannot store is omitted with a warning; under --strict nothing is written.
  @Test(arguments: ["folded", "speedscope"])
  func negativeValuesAreLeftOutOrRefused(_ format: String) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write("main;a 5\nmain;b 9\n", to: "a.folded")
    let base = try scratch.write("main;a 7\nmain;b 1\n", to: "b.folded")
    let difference = scratch.file("d.pb")
    #expect(try Program.run("diff", base, path, "-o", difference).status == 0)
    let arguments = ["convert", "--to", format, difference, "-o", scratch.file("a")]
    let run = try Program.run(all: arguments)
    #expect(run.status == 0)
    #expect(run.errors.contains("without a positive value ("))
    try FileManager.default.removeItem(atPath: scratch.file("a"))
    let strict = try Program.run(all: arguments + ["--strict"])
    #expect(strict.status == 2)
    #expect(strict.errors.hasPrefix("pproftool: \(difference): left out "))
    #expect(scratch.names == ["a.folded", "b.folded", "d.pb"])
  }

  static let nothing: [(fixture: String, format: String, warning: String)] = [
    ("wire/no-samples.pb", "pprof", "the output is empty: there is no sample"),
    ("wire/no-samples.pb", "speedscope", "the output is empty: there is no sample"),
    (
      "converters/speedscope/negative-weight.speedscope.json", "folded",
      "the output is empty: there is no sample with a value that folded holds"
    ),
    (
      "converters/speedscope/negative-weight.speedscope.json", "speedscope",
      "the output is empty: there is no sample with a value that speedscope holds"
    ),
  ]

  @Test(arguments: nothing)
  func aConversionThatWritesNothingSaysSo(
    _ fixture: String, _ format: String, _ warning: String
  ) throws {
    let path = FixtureFiles.path(fixture)
    let run = try Program.run("convert", "--to", format, path)
    #expect(run.status == 0)
    let lines = run.errors.split(separator: "\n").filter { $0.contains("the output is empty") }
    #expect(lines == ["pproftool: \(path): warning: \(warning)"])
  }

  @Test(arguments: ["folded", "firefox", "otlp"])
  func whatIsWrittenIsNotCalledNothing(_ format: String) throws {
    let path = FixtureFiles.path("incident/leaking/heap.pb.gz")
    let run = try Program.run("convert", "--to", format, path)
    #expect(!run.errors.contains("the output is empty"))
  }

  static let refused: [(arguments: [String], message: String)] = [
    (["--to", "folded", "--by", "label.x"], "--by is for speedscope, firefox, not folded"),
    (["--to", "speedscope", "--by", "site"], "--by: expected label.KEY"),
    (["--to", "speedscope", "--service", "x"], "--service is for otlp, otlp-json, not speedscope"),
    (
      ["--to", "cpuprofile"],
      "heap.pb.gz: cpuprofile holds time, but 'inuse_space' is in bytes; --to heapprofile or "
        + "speedscope can hold it"
    ),
    (
      ["--to", "heapprofile", "--sample-index", "alloc_objects"],
      "heap.pb.gz: heapprofile holds bytes, but 'alloc_objects' is in count; --to speedscope can"
    ),
    (["--to", "d3", "--sample-index", "cpu"], "heap.pb.gz: it has no sample type 'cpu'"),
  ]

  @Test(arguments: refused)
  func whatAFormatCannotDoIsRefused(_ arguments: [String], _ message: String) throws {
    let scratch = try ScratchFolder()
    let input = FixtureFiles.path("incident/leaking/heap.pb.gz")
    let run = try Program.run(all: ["convert", input, "-o", scratch.file("x")] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(scratch.names.isEmpty)
  }

  @Test func aSampleTypeIsWrittenAlone() throws {
    let input = FixtureFiles.path("incident/leaking/heap.pb.gz")
    let run = try Program.run("convert", input, "--sample-index", "alloc_space")
    let info = try Program.run("info", "-", input: run.output)
    #expect(info.text.contains("  alloc_space  243076312  bytes  231.82MB  default"))
    #expect(!info.text.contains("inuse_space"))
  }

  @Test func theNameAndTheVersionAreThere() throws {
    let scratch = try ScratchFolder()
    let input = FixtureFiles.path("incident/labelled/goroutine.pb.gz")
    let name = scratch.file("a.speedscope.json")
    #expect(try Program.run("convert", input, "--by", "label.tenant", "-o", name).status == 0)
    let text = try String(contentsOfFile: name, encoding: .utf8)
    #expect(text.contains("\"exporter\":\"pproftool@\(version)\""))
    #expect(text.contains("\"name\":\"goroutine · tenant="))
    let otlp = try Program.run("convert", input, "--to", "otlp-json", "--service", "router")
    #expect(otlp.text.contains(#"{"key":"service.name","value":{"stringValue":"router"}}"#))
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
