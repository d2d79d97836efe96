import Foundation
import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

/// Every small fixture, written in every format and read back, is unchanged as far as the format can store it.
@Suite struct FormatRoundTripTests {
  /// The readable fixtures that are not large.
  static let fixtures: [String] = {
    let all = FileManager.default.enumerator(atPath: FixtureFiles.folder.path())
    let names = (all?.allObjects as? [String] ?? []).sorted()
    return names.filter { name in
      !name.hasPrefix("generators/") && isSmall(name) && (try? profile(name))?.width ?? 0 > 0
    }
  }()

  private static func isSmall(_ name: String) -> Bool {
    let values = try? FixtureFiles.folder.appending(path: name)
      .resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
    return values?.isRegularFile == true && values?.fileSize ?? .max < 16 << 10
  }

  private static func profile(_ name: String) throws -> Profile {
    try ProfileReader.read(ByteSource(FixtureFiles.bytes(name))).profile
  }

  private static func again(_ profile: Profile, _ format: OutputFormat) throws -> ReadProfile {
    try ProfileReader.read(
      ByteSource(bytes { _ = try format.write(profile, to: &$0) }))
  }

  private static let longNumber: UInt64 = 1_000_000_000_000_000_000

  @Test func thereAreFixtures() { #expect(Self.fixtures.count > 200) }

  @Test(arguments: fixtures)
  func openTelemetryKeepsAll(_ name: String) throws {
    let profile = try Self.profile(name)
    for format in [OutputFormat.otlp, .otlpJSON] {
      let read = try Self.again(profile, format)
      #expect(read.notes.format == "otlp")
      #expect(read.notes.warnings == SourceRemarks(of: profile).reductions)
      let (old, new) = (profile.header, read.profile.header)
      #expect(new.timeNanos == max(0, old.timeNanos))
      #expect(new.period == old.period)
      // Numbers of one key in several units become texts, which is reported as a loss.
      guard format.losses(of: profile).isEmpty else { continue }
      for (type, _) in Self.columns(of: profile) {
        #expect(read.profile.everySum(of: type) == profile.everySum(of: type), "\(type)")
      }
    }
  }

  @Test(arguments: fixtures)
  func ownJSONKeepsStacksLabelsAndHeader(_ name: String) throws {
    let profile = try Self.profile(name)
    for format in [OutputFormat.json, .ndjson] where profile.sampleTable.count > 0 {
      let read = try Self.again(profile, format).profile
      for column in 0..<profile.width {
        #expect(read.labelledStacks(ofColumn: column) == profile.labelledStacks(ofColumn: column))
      }
      guard format == .json else { continue }
      #expect(Self.header(of: read) == Self.header(of: profile))
    }
  }

  /// The header of a profile, as texts.
  private static func header(of profile: Profile) -> [String] {
    let (header, strings) = (profile.header, profile.strings)
    let types = (header.sampleTypes + [header.periodType]).flatMap { [$0.type, $0.unit] }
    let texts = types + header.comments + [header.dropFrames, header.keepFrames]
    return [header.timeNanos, header.durationNanos, header.period].map(String.init)
      + texts.map { strings[$0] }
  }

  @Test(arguments: fixtures)
  func viewersOfAllColumnsKeepStacks(_ name: String) throws {
    let profile = try Self.profile(name)
    // JSON numbers are read with up to 18 digits.
    guard !profile.sampleTable.values.contains(where: { $0.magnitude >= Self.longNumber }) else {
      return
    }
    let speedscope = try Self.again(profile, .speedscope).profile
    let firefox = try Self.again(profile, .firefox).profile
    for (type, column) in Self.columns(of: profile) {
      let expected = Self.expected(profile, column).filter { $0.value != 0 }
      #expect(speedscope.sums(of: type) == expected.filter { $0.value > 0 }, "\(type)")
      let column = firefox.header.sampleTypes.firstIndex { firefox.strings[$0.type] == type }
      let found = column.map { firefox.everyStack(ofColumn: $0) } ?? [:]
      #expect(found.filter { $0.value != 0 } == expected.filter { !$0.key.isEmpty }, "\(type)")
    }
  }

  @Test(arguments: fixtures)
  func viewersOfOneColumnKeepStacks(_ name: String) throws {
    let profile = try Self.profile(name)
    let column = try SampleTypeChoice(of: profile).column
    guard !profile.sampleTable.values.contains(where: { $0.magnitude >= Self.longNumber }) else {
      return
    }
    let formats: [(OutputFormat, ExportUnit.Kind)] = [(.cpuprofile, .time), (.heapprofile, .bytes)]
    for (format, kind) in formats where ExportUnit(ofType: column, profile).kind == kind {
      let isTime = kind == .time
      let read = try Self.again(profile, format).profile
      // V8 shows nameless functions as anonymous.
      let expected = Self.expected(
        profile, column, withLines: isTime, nameless: "(anonymous)"
      ).filter { $0.value > 0 }
      let found = read.sums(ofColumn: read.width - 1, withLines: isTime)
      // The format's resolution is a microsecond.
      let slack: Int64 = isTime ? 1000 : 0
      for stack in Set(expected.keys).union(found.keys) {
        let difference = (expected[stack] ?? 0).addingClamped(-(found[stack] ?? 0))
        #expect(difference.magnitude <= slack, "\(stack)")
      }
    }
  }

  /// The names of sample types that occur once.
  private static func columns(of profile: Profile) -> [(String, Int)] {
    let names = profile.header.sampleTypes.map { profile.strings[$0.type] }
    return names.enumerated().compactMap { column, name in
      names.count { $0 == name } == 1 ? (name, column) : nil
    }
  }

  /// The values by stack, in nanoseconds, bytes or counts.
  private static func expected(
    _ profile: Profile, _ column: Int, withLines: Bool = true, nameless: String = ""
  ) -> [String: Int64] {
    let unit = ExportUnit(ofType: column, profile)
    return profile.everyStack(ofColumn: column, withLines: withLines, nameless: nameless)
      .mapValues(unit.whole)
  }
}
