import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct ComparisonReportTests {
  static let goldens: [(before: String, after: String, kind: String, by: String, format: String)] =
    [
      ("healthy", "leaking", "goroutine.pb.gz", "function", "txt"),
      ("leaking", "fixed", "goroutine.pb.gz", "stack", "txt"),
      ("healthy", "fixed", "goroutine.pb.gz", "site", "json"),
      ("healthy", "leaking", "goroutine.pb.gz", "stack", "ndjson"),
      ("healthy", "leaking", "heap.pb.gz", "function", "csv"),
      ("leaking", "fixed", "heap.pb.gz", "package", "md"),
    ]

  @Test(arguments: goldens)
  func formsStayAsTheyAre(
    _ before: String, _ after: String, _ kind: String, _ by: String, _ format: String
  ) throws {
    var trim = TrimOptions.none
    trim.nodeCount = 8
    let comparison = Comparison(
      try ComparedProfiles(
        try side("incident/\(before)/\(kind)"), try side("incident/\(after)/\(kind)"),
        ProfileQuery()),
      by: try #require(SampleDimension(name: by)), NodeOptions(), trim)
    let report = ComparisonReport(comparison)
    let output = try bytes { sink in
      switch format {
      case "txt": report.writeText(to: &sink)
      case "json": report.write(.json, to: &sink)
      case "ndjson": report.write(.ndjson, to: &sink)
      case "csv": report.write(.csv, to: &sink)
      default: report.write(.markdown, to: &sink)
      }
    }
    let name = kind.split(separator: ".")[0]
    try Golden.expect(output, is: "diff/\(before)-\(after)-\(name)-by-\(by).\(format)")
  }

  private func side(_ fixture: String) throws -> ComparedSide {
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(fixture)))
    return ComparedSide(read.profile.withMapping(), name: fixture, traits: [read.notes.traits])
  }
}
