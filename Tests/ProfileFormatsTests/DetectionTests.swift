import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// The content decides the format, not the name.
@Suite struct DetectionTests {
  /// Larger fixtures add nothing and take long.
  private static let largest = 100_000

  /// Every fixture that is a profile, under its own name.
  private static let fixtures: [(path: String, bytes: [UInt8], format: String)] = {
    let all = FileManager.default.enumerator(atPath: FixtureFiles.folder.path())?.allObjects ?? []
    return all.compactMap { $0 as? String }.sorted().compactMap { path in
      guard let bytes = try? FixtureFiles.bytes(path), bytes.count <= largest,
        let read = try? ProfileReader.readAll(ByteSource(bytes), named: path).first
      else { return nil }
      return (path, bytes, read.notes.format)
    }
  }()

  @Test func fixturesAreOfEveryFormat() {
    let formats = Set(Self.fixtures.map(\.format))
    #expect(Self.fixtures.count > 150)
    // Fixtures with folded stacks are written by other tests.
    #expect(formats == Set(InputFormat.all.map(\.name)).subtracting(["folded"]))
  }

  static let names: [String?] = [
    nil, "x", "x.txt", "x.pb.gz", "x.prof", "x.folded", "x.debug1.txt", "x.json", "x.ndjson",
    "x.speedscope.json", "x.fxprofile.json", "x.cpuprofile", "x.heapprofile", "x.otlp",
    "x.otlp.json", "x.jfr",
    "callgrind.out.1", "x.heap", "x.perf.txt",
  ]

  @Test(arguments: names)
  func nameDoesNotMatter(_ name: String?) throws {
    for (path, bytes, format) in Self.fixtures {
      let read = try ProfileReader.readAll(ByteSource(bytes), named: name)
      #expect(read.first?.notes.format == format, "\(path) as \(name ?? "standard input")")
    }
  }

  @Test(arguments: InputFormat.all.map(\.name))
  func formatIsFoundByItsName(_ name: String) {
    #expect(InputFormat(name: name)?.name == name)
  }

  /// An uncompressed protobuf may contain the escape byte of colours, and no zero byte in the part that is examined.
  @Test func nothingIsTakenOutOfAProtobuf() throws {
    let sampleType: [UInt8] = [0x0a, 4, 0x08, 1, 0x10, 2]
    let comment: [UInt8] = [0x68, 0x1b]
    let texts = ["", "samples", "count"] + (3...27).map { "c\($0)" }
    let strings: [UInt8] = texts.flatMap { text -> [UInt8] in
      [0x32, UInt8(text.utf8.count)] + Array(text.utf8)
    }
    let count = SourceWindow.size / comment.count
    let bytes = sampleType + Array(repeating: comment, count: count).flatMap(\.self) + strings
    #expect(bytes.prefix(SourceWindow.size).contains(0) == false)
    let read = try ProfileReader.read(ByteSource(bytes))
    #expect(read.notes.format == "pprof")
    #expect(read.notes.unwrapped.isEmpty)
    #expect(read.profile.header.comments.count == count)
  }

  @Test func firstRecordThatReachesBeyondTheFileIsNoSign() throws {
    #expect(try readText("java;Main.run;work 5\n").notes.format == "folded")
  }
}
