import Foundation
import ProfileModel
import Testing

@testable import ProfileFormats

/// A file is what it is, whatever it is called.
@Suite struct DetectionTests {
  /// Larger fixtures say nothing more, and take long.
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
    // Folded stacks are written by tests.
    #expect(formats == Set(InputFormat.all.map(\.name)).subtracting(["folded"]))
  }

  @Test(arguments: [nil, "x", "x.txt", "x.pb.gz", "x.prof", "x.folded", "x.debug1.txt", "x.heap"])
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

  @Test func firstRecordThatReachesBeyondTheFileIsNoSign() throws {
    #expect(try readText("java;Main.run;work 5\n").notes.format == "folded")
  }
}
