import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct InfoTests {
  @Test func optionsAreRead() throws {
    let line = [
      "info", "a", "-", "--format", "json", "--max-size", "1MiB", "--from", "pprof", "-o", "x",
      "--nth", "-1", "--keep-ids",
    ]
    let command = try #require(try Pproftool.parseAsRoot(line) as? Info)
    #expect(command.input.paths == ["a", "-"])
    #expect(command.format == .json)
    #expect(command.input.reading.maxSize == 1 << 20)
    #expect(command.input.reading.from == .pprof)
    #expect(command.output.output == "x")
    #expect(command.input.reading.nth == -1)
    #expect(command.input.reading.keepIds)
  }

  @Test func standardInputIsReadLikeAFile() throws {
    let path = FixtureFiles.path("cpu/labelled.pb.gz")
    let bytes = try Data(contentsOf: URL(filePath: path))
    let piped = try Program.run("info", "-", input: bytes)
    #expect(piped.status == 0)
    #expect(piped.text.contains("Samples:        63\n"))
    let named = try Program.run("info", path)
    #expect(named.text.replacing(path, with: "standard input") == piped.text)
  }

  @Test func severalProfilesAreReportedOneAfterTheOther() throws {
    let paths = ["wire/every-field.pb", "wire/labels.pb"].map(FixtureFiles.path)
    let run = try Program.run("info", paths[0], paths[1])
    #expect(run.text.split(separator: "\n").count { $0.hasPrefix("File:") } == 2)
  }

  @Test func whatCannotBeReadIsLeftOutOnlyWhenToldTo() throws {
    let (sound, damaged) = (
      FixtureFiles.path("wire/labels.pb"), FixtureFiles.path("damaged/no-values.pb")
    )
    let strict = try Program.run("info", damaged, sound)
    #expect(strict.status == 2)
    #expect(strict.text.isEmpty)
    let lenient = try Program.run("info", "--keep-going", damaged, sound)
    #expect(lenient.status == 0)
    #expect(lenient.text.contains("labels.pb"))
    #expect(lenient.errors.hasSuffix("(left out)\npproftool: 1 of 2 profiles was left out\n"))
    let nothing = try Program.run("info", "--keep-going", damaged)
    #expect(nothing.status == 2)
    #expect(
      nothing.errors.hasSuffix(
        "1 of 1 profile was left out\npproftool: no profile could be read\n"))
    let quiet = try Program.run("info", "--quiet", "--keep-going", damaged, sound)
    #expect(quiet.errors == "pproftool: 1 of 2 profiles was left out\n")
  }
}
