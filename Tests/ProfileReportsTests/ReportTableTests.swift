import JSONText
import ProfileAnalysis
import ProfileModel
import Synchronization
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct ReportTableTests {
  private struct Row {
    let name: String
    let bytes: Int64
    let note: String?
  }

  private static let rows = [
    Row(name: "a|b", bytes: 3 << 20, note: nil), Row(name: "c,\"d\"", bytes: -1 << 20, note: "n_n"),
  ]

  private static func table(isRowALine: Bool = false, _ rows: [Row] = rows) -> ReportTable {
    var table = ReportTable(
      schema: "test", members: ["total": 4, "zone": ["x"]], rowsName: "things",
      isRowALine: isRowALine,
      [
        FilledColumn<Row>("size", title: "size", .value(ValueText("bytes")), unit: "bytes") {
          .integer($0.bytes)
        },
        FilledColumn("share", title: "part", .share(of: 4 << 20)) { .integer($0.bytes) },
        FilledColumn("name", title: "", .name) { .text($0.name) },
        FilledColumn("note", title: "note", .text) { .optional($0.note) },
        FilledColumn("minutes", title: "wait", .count, unit: "min") { row in
          row.note == nil ? .absent : .integer(7)
        },
        FilledColumn("is", title: "is", .flag) { .flag($0.bytes > 0) },
      ], of: rows)
    table.opening = "Before.\n\n"
    table.closing = "\nBehind.\n"
    return table
  }

  static let outputs: [(format: ReportTable.Format, isRowALine: Bool, output: String)] = [
    (
      .json, false,
      """
      {
        "schema": "pproftool/test",
        "things": [
          {
            "is": true,
            "name": "a|b",
            "note": null,
            "share": 0.75,
            "size": 3145728
          },
          {
            "is": false,
            "minutes": 7,
            "name": "c,\\"d\\"",
            "note": "n_n",
            "share": -0.25,
            "size": -1048576
          }
        ],
        "total": 4,
        "version": 1,
        "zone": [
          "x"
        ]
      }

      """
    ),
    (
      .json, true,
      """
      {
        "schema": "pproftool/test",
        "things": [
          {"is":true,"name":"a|b","note":null,"share":0.75,"size":3145728},
          {"is":false,"minutes":7,"name":"c,\\"d\\"","note":"n_n","share":-0.25,"size":-1048576}
        ],
        "total": 4,
        "version": 1,
        "zone": ["x"]
      }

      """
    ),
    (
      .ndjson, false,
      """
      {"is":true,"name":"a|b","note":null,"share":0.75,"size":3145728}
      {"is":false,"minutes":7,"name":"c,\\"d\\"","note":"n_n","share":-0.25,"size":-1048576}

      """
    ),
    (
      .csv, false,
      """
      size,share,name,note,minutes,is
      3145728,0.75,a|b,,,true
      -1048576,-0.25,"c,""d\""",n_n,7,false

      """
    ),
    (
      .markdown, false,
      """
      Before.

      | size | part | | note | wait | is |
      |---:|---:|---|---|---:|---|
      | 3MB | 75.00% | `a\\|b` |  |  | true |
      | -1MB | 25.00% | `c,"d"` | `n_n` | 7 min | false |

      Behind.

      """
    ),
  ]

  @Test(arguments: outputs)
  func oneTableIsWrittenInEveryFormat(
    _ format: ReportTable.Format, _ isRowALine: Bool, _ output: String
  ) throws {
    let written = try bytes { Self.table(isRowALine: isRowALine).write(format, to: &$0) }
    #expect(String(decoding: written, as: UTF8.self) == output)
  }

  static let empty: [(format: ReportTable.Format, part: String)] = [
    (.json, "  \"things\": [],\n"), (.csv, "size,share,name,note,minutes,is\n"),
    (.markdown, "|---:|---:|---|---|---:|---|\n\nBehind.\n"),
  ]
  @Test(arguments: empty)
  func aTableWithoutRowsHasItsHeading(_ format: ReportTable.Format, _ part: String) throws {
    let written = try bytes { Self.table([]).write(format, to: &$0) }
    #expect(String(decoding: written, as: UTF8.self).contains(part))
  }

  private struct Full: Error {}

  /// Reading only the start of a long report does not compute the rest.
  @Test(arguments: ReportTable.Format.allCases)
  func rowsAreMadeOneByOne(_ format: ReportTable.Format) {
    let made = Mutex(0)
    let table = ReportTable(
      schema: "test", members: [:], rowsName: "rows",
      [
        FilledColumn<Int>("number", title: "number", .name) { number in
          made.withLock { $0 += 1 }
          return .text(String(repeating: "x", count: 1000) + "\(number)")
        }
      ], of: 0..<10_000)
    var sink = ByteSink { _ in throw Full() }
    table.write(format, to: &sink)
    let hasFailed = sink.hasFailed
    #expect(hasFailed)
    #expect((1...100).contains(made.withLock { $0 }))
  }
}
