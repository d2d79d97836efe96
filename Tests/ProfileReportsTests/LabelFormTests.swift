import Foundation
import ProfileAnalysis
import ProfileModel
import Testing

@testable import ProfileReports

/// The machine-readable formats of `tags` and `traces`.
@Suite struct LabelFormTests {
  static let paths = ["cpu/labelled.pb.gz", "wire/labels.pb", "wire/negative-values.pb"]

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func tags(_ path: String) throws -> TagsReport {
    let view = try TopReportTests.view(path)
    return TagsReport(TagTable(view, isExact: true), of: view)
  }

  private func traces(_ path: String) throws -> TracesReport {
    TracesReport(try TopReportTests.view(path), NodeOptions())
  }

  @Test(arguments: paths)
  func tagsHaveEveryValueInEveryForm(_ path: String) throws {
    let report = try tags(path)
    let count = report.table.keys.reduce(0) { $0 + $1.values.count }
    let document = try object(try TopReportTests.written { report.write(.json, to: &$0) })
    let keys = try #require(document["keys"] as? [[String: Any]])
    #expect(document["schema"] as? String == "pproftool/tags")
    #expect(keys.compactMap { ($0["values"] as? [Any])?.count }.reduce(0, +) == count)
    let lines = try TopReportTests.written { report.write(.ndjson, to: &$0) }.split(separator: "\n")
    #expect(lines.count == count)
    for line in lines { #expect(try object(String(line))["key"] is String) }
    let csv = try TopReportTests.written { report.write(.csv, to: &$0) }.split(separator: "\n")
    #expect(csv.count == count + 1)
    let table = try TopReportTests.written { report.write(.markdown, to: &$0) }.split(
      separator: "\n")
    #expect(table.count == count + 2)
  }

  /// Sizes with the same displayed text stay different numbers in machine-readable output.
  @Test func numbersAreExactForPrograms() throws {
    let view = try TopReportTests.view("wire/labels.pb")
    let exact = TagTable(view, isExact: true).keys.flatMap(\.values)
    #expect(exact.contains { $0.number != nil })
    #expect(TagTable(view).keys.flatMap(\.values).allSatisfy { $0.number == nil })
  }

  @Test(arguments: paths)
  func tracesHaveEverySampleInEveryForm(_ path: String) throws {
    let report = try traces(path)
    let profile = report.view.profile
    let count = profile.sampleTable.stacks.count {
      !profile.stacks.frames(of: StackID($0)).isEmpty
    }
    let document = try object(try TopReportTests.written { report.write(.json, to: &$0) })
    let samples = try #require(document["samples"] as? [[String: Any]])
    #expect(document["schema"] as? String == "pproftool/traces")
    #expect(samples.count == count)
    let lines = try TopReportTests.written { report.write(.ndjson, to: &$0) }.split(separator: "\n")
    #expect(lines.count == count)
    for (line, sample) in zip(lines, samples) {
      #expect(NSDictionary(dictionary: try object(String(line))).isEqual(to: sample))
    }
    let csv = try TopReportTests.written { report.write(.csv, to: &$0) }.split(separator: "\n")
    #expect(csv.count == count + 1)
    let table = try TopReportTests.written { report.write(.markdown, to: &$0) }.split(
      separator: "\n")
    #expect(table.count == count + 2)
  }
}
