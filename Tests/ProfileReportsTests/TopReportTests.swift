import Foundation
import ProfileAnalysis
import ProfileFormats
import ProfileModel
import Synchronization
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct TopReportTests {
  static func view(_ path: String) throws -> ProfileView {
    let read = try ProfileReader.read(ByteSource(FixtureFiles.bytes(path)))
    return try ProfileView(read.profile)
  }

  static func written(_ body: (inout ByteSink) -> Void) throws -> String {
    let bytes = Mutex<[UInt8]>([])
    var sink = ByteSink { block in bytes.withLock { $0 += block } }
    body(&sink)
    try sink.finish()
    return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
  }

  static func top(_ path: String) throws -> TopReport {
    let view = try view(path)
    let trim = TrimOptions()
    return TopReport(TopTable(view, NodeOptions(), trim), of: view, trim: trim)
  }

  static func tree(_ path: String) throws -> TreeReport {
    let view = try view(path)
    let trim = TrimOptions()
    return TreeReport(TreeTable(view, NodeOptions(), trim), of: view, trim: trim)
  }

  static let paths = [
    "incident/leaking/heap.pb.gz", "wire/negative-values.pb", "names/functions.pb.gz",
  ]

  @Test(arguments: paths)
  func jsonHasTheValuesOfTheText(_ path: String) throws {
    let report = try Self.top(path)
    let object = try JSONSerialization.jsonObject(
      with: Data(Self.written { report.write(.json, to: &$0) }.utf8))
    let document = try #require(object as? [String: Any])
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(document["schema"] as? String == "pproftool/top")
    #expect(rows.compactMap { $0["flat"] as? Int64 } == report.table.rows.map(\.flat))
    #expect(rows.compactMap { $0["cum"] as? Int64 } == report.table.rows.map(\.cum))
    #expect(rows.compactMap { $0["name"] as? String }.count == rows.count)
  }

  @Test(arguments: paths)
  func aLineOfNDJSONIsARow(_ path: String) throws {
    let report = try Self.top(path)
    let lines = try Self.written { report.write(.ndjson, to: &$0) }.split(separator: "\n")
    #expect(lines.count == report.table.rows.count)
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }

  @Test(arguments: paths)
  func treeIsValidJSONWithEveryNode(_ path: String) throws {
    let report = try Self.tree(path)
    let object = try JSONSerialization.jsonObject(
      with: Data(Self.written { report.write(.json, to: &$0) }.utf8))
    let nodes = try #require((object as? [String: Any])?["nodes"] as? [[String: Any]])
    #expect(nodes.count == report.tree.selection.shown.count)
  }

  /// A name with line breaks, bars or quotes stays in its row.
  @Test(arguments: paths)
  func tablesHaveALineARow(_ path: String) throws {
    let top = try Self.top(path)
    let markdown = try Self.written { top.write(.markdown, to: &$0) }.split(separator: "\n")
    #expect(markdown.filter { $0.hasPrefix("| ") }.count == top.table.rows.count + 1)
    let csv = try Self.written { top.write(.csv, to: &$0) }.split(separator: "\n")
    #expect(csv.count == top.table.rows.count + 1)
  }
}
