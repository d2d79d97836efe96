import PprofWire
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct InfoReportTests {
  static let profiles: [(fixture: String, golden: String)] = [
    ("wire/every-field", "every-field"),
    ("wire/labels", "labels"),
    ("wire/no-samples", "no-samples"),
    ("incident/leaking/goroutine", "goroutines"),
    ("writers/ddtrace", "ddtrace"),
  ]

  private func entry(_ fixture: String) throws -> InfoReport.Entry {
    let profile = try FixtureFiles.profile(fixture)
    var notes = ReadNotes(format: "pprof")
    notes.recordsRead = profile.sampleTable.count
    notes.recordsSeen = profile.sampleTable.count
    return InfoReport.Entry(
      name: fixture, read: ReadProfile(profile: profile, notes: notes))
  }

  @Test(arguments: profiles)
  func peopleReadIt(_ fixture: String, _ golden: String) throws {
    let entry = try entry(fixture)
    let output = try bytes { InfoReport.writeText([.profile(entry)], to: &$0) }
    try Golden.expect(output, is: "info/\(golden).txt")
  }

  @Test(arguments: profiles)
  func programsReadIt(_ fixture: String, _ golden: String) throws {
    let entry = try entry(fixture)
    let output = try bytes { InfoReport.writeJSON([.profile(entry)], to: &$0) }
    try Golden.expect(output, is: "info/\(golden).json")
  }

  @Test func whatWasNotReadIsSaid() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("goroutine"), unit: builder.string("count"))
    ]
    var notes = ReadNotes(format: "go-dump", traits: .isDump)
    notes.recordsRead = 192
    notes.recordsSeen = 193
    notes.incomplete = "it ends within goroutine 7"
    let entry = InfoReport.Entry(
      name: "dump.txt", read: ReadProfile(profile: builder.finish(), notes: notes))
    let output = String(
      decoding: try bytes { InfoReport.writeText([.profile(entry)], to: &$0) }, as: UTF8.self)
    #expect(output.contains("Read:           parsed 192 of 193 goroutines\n"))
    #expect(output.contains("Incomplete:     it ends within goroutine 7\n"))
  }

  @Test func hostileNamesStayOnTheirLines() throws {
    let entry = try entry("names/everywhere")
    let output = try bytes { InfoReport.writeText([.profile(entry)], to: &$0) }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 100)
    let harmful = lines.filter { $0.unicodeScalars.contains(where: \.actsOnTerminals) }
    #expect(harmful.isEmpty)
  }

  /// Sums in a hostile profile are clamped.
  @Test func totalsDoNotOverflow() throws {
    let entry = try entry("wire/largest-values")
    let output = String(
      decoding: try bytes { InfoReport.writeText([.profile(entry)], to: &$0) }, as: UTF8.self)
    #expect(output.contains("9223372036854775807"))
  }
}
