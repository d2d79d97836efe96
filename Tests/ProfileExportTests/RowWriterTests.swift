import Foundation
import JSONText
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

@Suite struct RowWriterTests {
  /// The rows of some fixtures, one table at a time.
  private func rows(
    _ table: RowTable, _ format: RowFormat = .ndjson, of fixtures: [String], isWide: Bool = false
  ) throws -> [UInt8] {
    try bytes { sink in
      let output = RowOutput(table, &sink)
      var writer = RowWriter([output], format, isWide: isWide)
      for fixture in fixtures {
        var origin = RowOrigin(file: Array("a/\(fixture)".utf8))
        (origin.service, origin.time) = ("router", 1_767_225_600_123_456_789)
        origin.attributes = [("zone", "a\"b")]
        writer.write(try FixtureFiles.profile(fixture), origin)
      }
      output.giveBack(&sink)
    }
  }

  private func objects(_ text: [UInt8]) throws -> [[String: Any]] {
    try text.split(separator: UInt8(ascii: "\n")).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  static let fixtures = [
    "wire/labels", "wire/locations-without-lines", "wire/no-samples", "wire/negative-values",
    "wire/largest-values", "names/everywhere", "names/functions", "incident/labelled/goroutine",
  ]

  /// All keys are present, in the order of the schema.
  @Test(arguments: RowTable.allCases, [false, true])
  func everyRowHasTheColumns(_ table: RowTable, _ isWide: Bool) throws {
    let text = try rows(table, of: Self.fixtures, isWide: isWide)
    let names = table.columns(isWide: isWide && table == .samples).map(\.name)
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(Set(object.keys) == Set(names))
      let line = String(decoding: line, as: UTF8.self)
      var rest = line[...]
      for name in names {
        let range = try #require(rest.range(of: "\"\(name)\":"))
        rest = rest[range.upperBound...]
      }
    }
  }

  /// Values have the types in the schema.
  @Test(arguments: RowTable.allCases)
  func valuesAreOfTheirKinds(_ table: RowTable) throws {
    for row in try objects(rows(table, of: Self.fixtures, isWide: true)) {
      for column in table.columns(isWide: table == .samples) {
        let value = row[column.name]
        switch column.kind {
        case .text: #expect(value is String, "\(column.name)")
        case .optionalText, .time: #expect(value is String || value is NSNull, "\(column.name)")
        case .integer: #expect((value as? NSNumber)?.int64Value != nil, "\(column.name)")
        case .map: #expect(value is [String: String], "\(column.name)")
        case .texts: #expect(value is [String], "\(column.name)")
        case .integers: #expect(value is [NSNumber], "\(column.name)")
        }
      }
    }
  }

  @Test func everyValueIsThere() throws {
    for fixture in Self.fixtures {
      let profile = try FixtureFiles.profile(fixture)
      var sums: [String: Int64] = [:]
      for row in try objects(rows(.samples, of: [fixture])) {
        let value = try #require((row["value"] as? NSNumber)?.int64Value)
        #expect(value != 0)
        let type = try #require(row["type"] as? String)
        sums[type] = sums[type, default: 0].addingClamped(value)
      }
      for (type, sum) in zip(profile.header.sampleTypes, profile.sumsByType) {
        #expect(sums[profile.strings[type.type]] ?? 0 == sum)
      }
    }
  }

  /// Each stack has exactly one row, and every sample's stack has a row.
  @Test func aStackIsWrittenOnce() throws {
    let twice = Self.fixtures + Self.fixtures
    let stacks = try objects(rows(.stacks, of: twice)).map { $0["stack"] as? String }
    #expect(Set(stacks).count == stacks.count)
    let used = try objects(rows(.samples, of: twice)).map { $0["stack"] as? String }
    #expect(Set(used).isSubset(of: Set(stacks)))
    #expect(stacks.count > 20)
  }

  /// The id depends only on functions, files and lines, not on the format.
  @Test func idsAreTheSameFromEveryFormat() throws {
    func ids(_ fixture: String) throws -> Set<String?> {
      Set(try objects(rows(.stacks, of: [fixture])).map { $0["stack"] as? String })
    }
    #expect(try ids("wire/labels") == ids("wire/labels"))
    let row = try #require(
      try objects(rows(.stacks, of: ["wire/negative-values"])).last)
    #expect(row["functions"] as? [String] == ["main.main"])
    #expect(row["files"] as? [String] == ["/src/router/main.go"])
    // printf 'main.main\0/src/router/main.go\00012\n' | sha1sum
    #expect(row["stack"] as? String == "45432066b1a92d90")
  }

  static let cells: [(format: RowFormat, text: String, cell: String)] = [
    (.ndjson, "a\"\u{2028}\n", #""a\"\u2028\n""#), (.csv, "a,b", "\"a,b\""), (.csv, "a", "a"),
    (.csv, "=1", "=1"), (.csv, "", "\"\""), (.csv, "a\"b\n", "\"a\"\"b\n\""),
    (.csv, " a", "\" a\""),
    (.tsv, "a\tb\\\n\r", #"a\tb\\\n\r"#), (.tsv, "", ""), (.tsv, "a\"b", "a\"b"),
  ]

  @Test(arguments: cells)
  func textsStayWhatTheyAre(_ format: RowFormat, _ text: String, _ cell: String) {
    #expect(String(decoding: format.cell(text), as: UTF8.self) == cell)
  }

  @Test func whatIsMissingIsNoText() {
    let missing = RowFormat.allCases.map {
      String(decoding: $0.cell(nil as String?), as: UTF8.self)
    }
    #expect(missing == ["null", "", #"\N"#])
  }

  @Test func bytesThatAreNoTextAreReplaced() {
    #expect(RowFormat.csv.cell([0x61, 0xFF][...]) == Array("a\u{FFFD}".utf8))
  }

  @Test func timesHaveSixDigits() throws {
    let text = String(decoding: try rows(.profiles, .csv, of: ["wire/labels"]), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(
      lines[0]
        == "profile,file,service,version,instance,time,duration_ns,kind,type,unit,total,period,samples,build_id,attributes,incomplete"
    )
    #expect(lines[1].contains(",2026-01-01T00:00:00.123456Z,"))
    #expect(lines[1].contains(#""{""zone"":""a\""b""}""#))
  }

  @Test func theSchemaIsJSON() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(RowSchema.schema(isWide: true).line))
        as? [String: Any])
    let tables = try #require(schema["$defs"] as? [String: [String: Any]])
    #expect(Set(tables.keys) == Set(RowTable.allCases.map(\.rawValue)))
    for table in RowTable.allCases {
      let names = table.columns(isWide: table == .samples).map(\.name)
      #expect(tables[table.rawValue]?["required"] as? [String] == names)
    }
  }
}
