import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct RunsReportTests {
  /// Runs from the fixtures: five of the unchanged program, and five with one part 1.3 times as long.
  private static func compare(
    _ before: [String], _ after: [String], _ change: (inout RunSettings) -> Void = { _ in }
  ) throws -> RunComparison {
    var settings = RunSettings()
    change(&settings)
    var collector = RunCollector(settings)
    for (paths, isBefore) in [(before, true), (after, false)] {
      for path in paths {
        let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes("runs/\(path)")))
        let origin = RunOrigin(name: path, traits: [read.notes.traits])
        try collector.add(read.profile.withMapping(), from: origin, isBefore: isBefore)
      }
    }
    return try collector.comparison()
  }

  private static func files(_ folder: String) -> [String] {
    FixtureFiles.names(in: "runs/\(folder)").map { "\(folder)/\($0)" }
  }

  private static let changed = ["a", "b"].map(files)

  static let formats = ["txt", "json", "ndjson", "csv", "md"]

  private static func output(_ report: RunsReport, _ format: String) throws -> [UInt8] {
    try bytes { sink in
      switch format {
      case "txt": report.writeText(to: &sink)
      case "json": report.write(.json, to: &sink)
      case "ndjson": report.write(.ndjson, to: &sink)
      case "csv": report.write(.csv, to: &sink)
      default: report.write(.markdown, to: &sink)
      }
    }
  }

  @Test(arguments: formats)
  func formsStayAsTheyAre(_ format: String) throws {
    let comparison = try Self.compare(Self.changed[0], Self.changed[1])
    // The changed function, and the functions that only it calls.
    #expect(comparison.called.count > 3)
    for row in comparison.called {
      let name = String(decoding: row.name.name, as: UTF8.self)
      #expect(name.hasPrefix("sort.") || ["main.sorting", "main.serve.func2"].contains(name))
    }
    let report = RunsReport(
      comparison, notes: ["a note"], showsAll: true, mostRows: 8, advice: ReportAdvice())
    try Golden.expect(try Self.output(report, format), is: "runs/changed.\(format)")
  }

  @Test func pairsAreSaid() throws {
    let comparison = try Self.compare(Self.changed[0], Self.changed[1]) {
      ($0.isPaired, $0.scale) = (true, RunScale.none)
    }
    try Golden.expect(try Self.output(RunsReport(comparison), "txt"), is: "runs/paired.txt")
  }

  @Test(arguments: ["txt", "md", "json"])
  func whereNothingIsCalledItIsSaidWhatCouldHaveBeenSeen(_ format: String) throws {
    let all = Self.changed[0]
    let comparison = try Self.compare(Array(all.prefix(3)), Array(all.dropFirst(3)))
    #expect(comparison.called.isEmpty)
    try Golden.expect(try Self.output(RunsReport(comparison), format), is: "runs/nothing.\(format)")
  }

  @Test(arguments: ["stack", "package", "file"])
  func rowsMayBeOfOtherThings(_ by: String) throws {
    let dimension = try #require(SampleDimension(name: by))
    let comparison = try Self.compare(Self.changed[0], Self.changed[1]) { $0.dimension = dimension }
    let report = RunsReport(comparison, showsAll: true, mostRows: 4)
    try Golden.expect(try Self.output(report, "txt"), is: "runs/by-\(by).txt")
  }

  static let percents: [(part: Double, text: String)] = [
    (0.324, "+32 %"), (-0.09, "−9 %"), (0.0041, "+0.4 %"), (-0.0041, "−0.4 %"), (0.0001, "0 %"),
    (-0.0001, "0 %"), (12.5, "+1,250 %"), (0.0099, "+1 %"), (0.0946, "+9 %"),
  ]

  @Test(arguments: percents)
  func changesAreWrittenAsPeopleReadThem(_ part: Double, _ text: String) {
    #expect(RunsText.percent(part) == text)
  }

  static let probabilities: [(value: Double, text: String)] = [
    (0.0214, ".021"), (0.0004, "<.001"), (0.0005, ".001"), (1, "1"), (0.9996, "1"), (0.5, ".500"),
  ]

  @Test(arguments: probabilities)
  func probabilitiesHaveThreeDigits(_ value: Double, _ text: String) {
    #expect(RunsText.probability(value) == text)
    #expect(RunsText.factor(value + 1).count == 5)
  }
}
