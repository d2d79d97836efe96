import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

/// What is written for the tools of others stays as it was looked at once, byte for byte.
@Suite struct WriterGoldenTests {
  static let fixtures = [
    "wire/every-field.pb", "wire/negative-values.pb", "wire/locations-without-lines.pb",
    "wire/labels.pb", "converters/perf-script/inlined.txt",
    "converters/callgrind/units-of-events.out",
    "converters/heapprofile/children-first.heapprofile",
  ]
  static let formats: [OutputFormat] = [
    .speedscope, .firefox, .otlpJSON, .cpuprofile, .heapprofile, .d3,
  ]

  @Test(arguments: fixtures)
  func bytesStayTheSame(_ fixture: String) throws {
    let profile = try ProfileReader.read(ByteSource(FixtureFiles.bytes(fixture))).profile
    let name = fixture.replacing("/", with: "-")
    for format in Self.formats {
      // Not every format has a place for every unit.
      guard let written = try? bytes({ _ = try format.write(profile, to: &$0) }) else { continue }
      try Golden.expect(written, is: "writers/\(name)\(format.endings[0])")
    }
  }

  /// Each format is written for one of the fixtures at least.
  @Test func noFormatIsMissing() throws {
    let profiles = try Self.fixtures.map {
      try ProfileReader.read(ByteSource(FixtureFiles.bytes($0))).profile
    }
    for format in Self.formats {
      #expect(
        profiles.contains { profile in
          (try? bytes { _ = try format.write(profile, to: &$0) }) != nil
        }, "\(format.name)")
    }
  }

  /// The protobuf says the same as the JSON, which is golden.
  @Test(arguments: fixtures)
  func protobufSaysTheSameAsJSON(_ fixture: String) throws {
    let profile = try ProfileReader.read(ByteSource(FixtureFiles.bytes(fixture))).profile
    let read = try [OutputFormat.otlp, .otlpJSON].map { format in
      try ProfileReader.read(ByteSource(bytes { _ = try format.write(profile, to: &$0) })).profile
    }
    #expect(read[0] == read[1])
  }
}
