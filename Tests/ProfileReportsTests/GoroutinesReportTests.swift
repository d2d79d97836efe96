import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct GoroutinesReportTests {
  private func report(
    _ fixture: String, by grouping: SampleDimension, limit: Int? = nil
  ) throws -> GoroutinesReport {
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(fixture)))
    return GoroutinesReport(
      GoroutineGroups(try ProfileView(read.profile), by: grouping, shown: limit))
  }

  static let texts: [(fixture: String, grouping: String, golden: String)] = [
    ("incident/leaking/goroutine.debug2.txt.gz", "stack", "leaking-dump"),
    ("incident/leaking/goroutine.debug1.txt", "stack", "leaking-text"),
    ("incident/leaking/goroutine.pb.gz", "stack", "leaking-protobuf"),
    ("incident/aged/goroutine.debug2.txt", "wait", "aged-by-wait"),
    ("incident/labelled/goroutine.debug2.txt", "label.tenant", "labelled-by-tenant"),
    ("goroutines/goroutineleak.debug2.txt", "state", "shapes-by-state"),
    ("goroutines/goroutine.pb.gz", "package", "shapes-by-package"),
    ("goroutines/sigquit.txt", "created-by", "shapes-by-creator"),
  ]

  @Test(arguments: texts)
  func peopleReadIt(_ fixture: String, _ grouping: String, _ golden: String) throws {
    let report = try report(fixture, by: try #require(SampleDimension(name: grouping)))
    let output = try bytes { report.writeText(to: &$0) }
    try Golden.expect(output, is: "goroutines/\(golden).txt")
  }

  @Test(arguments: ["json", "ndjson", "csv", "md"])
  func programsAndDocumentsReadIt(_ format: String) throws {
    let report = try report("incident/aged/goroutine.debug2.txt", by: .site, limit: 3)
    let output = try bytes { sink in
      switch format {
      case "json": report.write(.json, to: &sink)
      case "ndjson": report.write(.ndjson, to: &sink)
      case "csv": report.write(.csv, to: &sink)
      default: report.write(.markdown, to: &sink)
      }
    }
    try Golden.expect(output, is: "goroutines/aged-by-site.\(format)")
  }

  @Test(arguments: [
    "leaking/goroutine.debug2.txt.gz", "leaking/goroutine.debug1.txt", "leaking/goroutine.pb.gz",
  ])
  func theLeakIsTheFirstLine(_ fixture: String) throws {
    let report = try report("incident/" + fixture, by: .stack)
    let first = try bytes { report.writeText(to: &$0) }.prefix { $0 != 0x0A }
    let line = String(decoding: first, as: UTF8.self)
    #expect(line.contains("64102 99.72%"))
    #expect(line.hasSuffix("internal/buffer.(*Stream).listen"))
  }

  @Test func sharesAreOfAllThatTheFiltersSaw() throws {
    let read = try ProfileReader.read(
      ByteSource(try FixtureFiles.bytes("incident/aged/goroutine.debug2.txt")))
    var query = ProfileQuery()
    query.tags.focus = try TagFilter("go.wait=10minutes:")
    let groups = GoroutineGroups(try query.prepare(read.profile), by: .state)
    #expect(groups.total == 34)
    #expect(groups.all == 77)
    let output = try bytes { GoroutinesReport(groups).writeText(to: &$0) }
    let text = String(decoding: output, as: UTF8.self)
    #expect(text.hasPrefix("      25 32.47%  select\n"))
    #expect(text.hasSuffix("34 goroutines of 77 in 3 groups, the longest wait is 13 minutes\n"))
  }

  @Test func groupsThatAreLeftOutAreCounted() throws {
    let report = try report("goroutines/goroutine.pb.gz", by: .stack, limit: 1)
    let output = String(decoding: try bytes { report.writeText(to: &$0) }, as: UTF8.self)
    #expect(output.contains("more in 45 groups\n"))
  }
}

@Suite struct TableTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-5", "-5"), ("-x", "'-x"),
    ("a\nb", "a\\nb"), ("", ""),
  ])
  func cellsAreSafe(_ text: String, _ cell: String) { #expect(CSVText.cell(text) == cell) }

  @Test(arguments: [
    ("main.f", "`main.f`"), ("a|b", "`a\\|b`"), ("a`b", "`` a`b ``"), ("a\u{1b}b", "`a\\u{1b}b`"),
  ])
  func codeStaysInItsCell(_ text: String, _ code: String) {
    #expect(MarkdownText.cell(text) == code)
  }
}
