import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import LeakChecks

/// `per:` and `goroutines --by` give the same groups.
@Suite struct SampleKeysTests {
  private static let fixtures = [
    "incident/leaking/goroutine.pb.gz", "goroutines/goroutine.debug1.txt", "goroutines/sigquit.txt",
    "incident/labelled/goroutine.debug2.txt",
  ]
  private static let dimensions: [SampleDimension] = [
    .site, .package, .label("tenant"), .label("nobody-has-it"),
  ]

  /// The groups of a profile in a rule and in a report, with the number of goroutines in each.
  private func both(
    _ profile: Profile, by dimension: SampleDimension
  ) throws -> (rule: [String: Double], report: [String: Double]) {
    let measured = MeasuredProfile(name: "it", ReadProfile(profile: profile, notes: ReadNotes()))
    let keys = SampleKeys(dimension, of: measured)
    var rule: [String: Double] = [:]
    for row in 0..<profile.sampleTable.count {
      rule[keys.groups[keys.index(ofRow: row)].name, default: 0] += Double(
        measured.value(ofSample: row, column: 0))
    }
    let groups = GoroutineGroups(try ProfileView(profile), by: dimension)
    let named = (0..<groups.count).map(groups.group(atRank:)).map { ($0.name, Double($0.count)) }
    return (rule, Dictionary(named, uniquingKeysWith: +))
  }

  @Test(arguments: fixtures, dimensions)
  func groupsHaveTheNamesOfReports(_ path: String, _ dimension: SampleDimension) throws {
    let profile = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(path))).profile
    let (rule, report) = try both(profile, by: dimension)
    #expect(rule == report)
    #expect(!rule.isEmpty)
  }

  /// Functions without a package, stacks without frames, and labels with an empty value.
  @Test func whatHasNoNameIsCalledTheSame() throws {
    let text = "goroutine profile: total 3\n1 @ 0x1\n#\t0x1\tmain+0x1\t/src/main.c:1\n\n2 @\n\n"
    let profile = try ProfileReader.read(ByteSource(Array(text.utf8))).profile
    let (rule, report) = try both(profile, by: .package)
    #expect(rule == ["main": 1, "(no frame)": 2])
    #expect(rule == report)
    #expect(try both(profile, by: .label("tenant")).rule == ["(none)": 3])
  }
}
