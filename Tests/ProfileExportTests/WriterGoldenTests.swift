import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

/// Output for other tools stays byte for byte as it was once reviewed.
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
      // Not every format can store every unit.
      guard let written = try? bytes({ _ = try format.write(profile, to: &$0) }) else { continue }
      try Golden.expect(written, is: "writers/\(name)\(format.endings[0])")
    }
  }

  /// Each format is written for at least one fixture.
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

  /// The protobuf has the same content as the JSON, which has a golden file.
  @Test(arguments: fixtures)
  func protobufSaysTheSameAsJSON(_ fixture: String) throws {
    let profile = try ProfileReader.read(ByteSource(FixtureFiles.bytes(fixture))).profile
    let read = try [OutputFormat.otlp, .otlpJSON].map { format in
      try ProfileReader.read(ByteSource(bytes { _ = try format.write(profile, to: &$0) })).profile
    }
    #expect(read[0] == read[1])
  }
}
