import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Profiles of other tools: one folder per format, one file per pitfall, named after it.
@Suite struct ConverterFixtureTests {
  /// Every fixture that is a profile.
  static let fixtures: [ConverterFixture] = {
    let damaged = Set(errors.map(\.path))
    let formats = FixtureFiles.names(in: "converters").filter { !$0.contains(".") }
    return formats.flatMap { format in
      FixtureFiles.names(in: "converters/\(format)").compactMap { name in
        let path = "\(format)/\(name)"
        return damaged.contains(path) ? nil : ConverterFixture(format: format, path: path)
      }
    }
  }()

  /// Fixtures that are not profiles, with the error message.
  static let errors: [(path: String, message: String)] =
    ((try? FixtureFiles.table("converters/errors.tsv")) ?? []).map { ($0[0], $0[1]) }

  /// Larger fixtures are read only as a whole.
  private static let largestToCut = 4000

  @Test func thereAreFixtures() {
    #expect(Self.fixtures.count > 10)
    #expect(Self.errors.count > 5)
  }

  @Test(arguments: fixtures)
  func isReadAsItsFormat(_ fixture: ConverterFixture) throws {
    let read = try fixture.read(named: fixture.path)
    #expect(read.notes.format == fixture.format)
    let name = fixture.path.replacing("/", with: "-")
    try Golden.expect(read.everything.utf8, is: "converters/\(name).txt")
  }

  /// Threads, processors, links and locks become labels only on request.
  @Test(arguments: [
    "perf-script/ids-of-minus-one.txt", "otlp/links.otlp.json", "jstack/frames-and-locks.txt",
    "jemalloc/threads.jemalloc.heap",
  ])
  func idsAreKeptIfWanted(_ path: String) throws {
    let fixture = ConverterFixture(format: "", path: path)
    let read = try ProfileReader.read(
      ByteSource(fixture.bytes), named: path, keepsIDs: true
    ).checked()
    let name = path.replacing("/", with: "-")
    try Golden.expect(read.everything.utf8, is: "converters-with-ids/\(name).txt")
  }

  @Test(arguments: errors)
  func damageIsNamed(_ path: String, _ message: String) {
    let format = path.split(separator: "/").first.flatMap { InputFormat(name: String($0)) }
    let error = #expect(throws: (any Error).self) {
      _ = try ConverterFixture(format: "", path: path).read(named: path, from: format)
    }
    #expect(error.map { "\($0)" } == message)
  }

  /// Every truncated file gives a profile or an error, and reading in small blocks changes nothing.
  @Test(arguments: fixtures)
  func everyCutEnds(_ fixture: ConverterFixture) throws {
    let bytes = try fixture.bytes
    let format = try #require(InputFormat(name: fixture.format))
    let step = bytes.count > Self.largestToCut ? bytes.count / 100 : 1
    for end in stride(from: 0, to: bytes.count, by: step) {
      let cut = try? ProfileReader.readAll(ByteSource(Array(bytes.prefix(end))), from: format)
      for read in cut ?? [] { try read.profile.validate() }
    }
    let whole = try ProfileReader.readAll(ByteSource(bytes), from: format).map(\.profile)
    let inBlocks = try ProfileReader.readAll(blocks(bytes, of: 5), from: format).map(\.profile)
    #expect(whole == inBlocks)
  }

  private func blocks(_ bytes: [UInt8], of size: Int) -> ByteSource {
    nonisolated(unsafe) var rest = bytes[...]
    return ByteSource {
      defer { unsafe rest = rest.dropFirst(size) }
      return unsafe Array(rest.prefix(size))
    }
  }
}

/// A fixture of another tool's format.
struct ConverterFixture: CustomTestStringConvertible {
  let format: String
  let path: String

  var testDescription: String { path }
  var bytes: [UInt8] { get throws { try FixtureFiles.bytes("converters/\(path)") } }

  func read(named name: String?, from format: InputFormat? = nil) throws -> ReadProfile {
    try ProfileReader.read(ByteSource(try bytes), from: format, named: name).checked()
  }
}
