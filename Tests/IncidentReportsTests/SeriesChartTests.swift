import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import IncidentReports

/// Charts of series.
@Suite struct SeriesChartTests {
  private static func drawn(_ chart: SeriesChart) throws -> String {
    String(decoding: try bytes { chart.write(to: &$0) }, as: UTF8.self)
  }

  private static func line(_ values: [Double]) -> SeriesChart.Line {
    .init(
      name: "a", points: values.enumerated().map { .init(x: Double($0), y: $1) })
  }

  private static func chart(_ values: [Double]) -> SeriesChart {
    SeriesChart(title: "a chart", unit: .count, lines: [line(values)])
  }

  /// The values of a chart, read back from its lines.
  private static func values(_ text: String) throws -> [Double] {
    let (y, plot) = (try numbers("y", text), try numbers("plot", text))
    let scale = (y[1] - y[0]) / (plot[3] - plot[1])
    let path = try #require(text.firstMatch(of: #/class="line l0"[^>]* d="([^"]*)"/#)).1
    return path.split { "ML".contains($0) }.compactMap { point -> Double? in
      let last = point.split(separator: " ").last ?? ""
      return Double(last.replacing("h0", with: "")).map { y[0] + (plot[3] - $0) * scale }
    }
  }

  private static func numbers(_ name: String, _ text: String) throws -> [Double] {
    let match = try #require(text.firstMatch(of: Regex("data-\(name)=\"([^\"]*)\"")))
    return (match.output[1].substring ?? "").split(separator: " ").compactMap { Double($0) }
  }

  static let series: [[Double]] = [
    [1, 2, 3], [0, 0, 0], [64281, 178, 139], [5], [0.25, 0.5], [-3, 4, -1],
    (0..<500).map { Double($0 % 37) },
  ]
  @Test(arguments: series)
  func pointsAreThoseOfTheSeries(_ values: [Double]) throws {
    let found = try Self.values(Self.drawn(Self.chart(values)))
    #expect(found.count == values.count)
    let range = (values.max() ?? 0) - min(0, values.min() ?? 0)
    for (value, other) in zip(values, found) {
      #expect(abs(value - other) <= max(1e-9, 0.005 * max(range, 1)))
    }
  }

  /// Downsampling keeps highs and lows.
  @Test func aLongSeriesKeepsWhatIsHighAndLow() throws {
    var values = (0..<10_000).map { _ in 50.0 }
    (values[4321], values[8765]) = (900, 1)
    let chart = Self.chart(values)
    #expect(chart.lines[0].points.count <= 502)
    #expect(chart.lines[0].points.map(\.x).last == 9999)
    #expect(chart.lines[0].points.map(\.y).max() == 900)
    #expect(chart.lines[0].points.map(\.y).min() == 1)
    #expect(chart.lines[0].points.map(\.x) == chart.lines[0].points.map(\.x).sorted())
    #expect(Self.chart(Array(values.prefix(500))).lines[0].points.count == 500)
  }

  @Test func onlyTenLinesAreDrawn() throws {
    let chart = SeriesChart(
      title: "t", unit: .bytes, lines: (0..<12).map { _ in Self.line([1, 2]) })
    #expect(chart.lines.count == 10)
    #expect(try Self.drawn(chart).contains("2 more lines"))
  }

  /// A restart interrupts the line, and a process with one snapshot is a dot.
  @Test func processesAreApart() throws {
    var line = Self.line([1, 2, 3, 4])
    line.points[2].process = 1
    line.points[3].process = 2
    let text = try Self.drawn(SeriesChart(title: "t", unit: .count, lines: [line]))
    let path = try #require(text.firstMatch(of: #/class="line l0"[^>]* d="([^"]*)"/#)).1
    #expect(path.count { $0 == "M" } == 3)
    #expect(path.ranges(of: "h0").count == 2)
  }

  /// A limit far above the values would flatten all lines, so it is written as text.
  @Test func aFarLimitIsTold() throws {
    var chart = Self.chart([1, 2, 3])
    chart.levels = [.init(.limit, 5000, text: "limit 5000")]
    let far = try Self.drawn(chart)
    #expect(far.contains("limit 5000, far above"))
    chart.levels = [.init(.limit, 10, text: "limit 10")]
    #expect(try Self.drawn(chart).ranges(of: "class=\"limit\"").count == 2)
  }

  /// Names are escaped.
  @Test func namesDoNothing() throws {
    let hostile = "</svg><script>alert(1)</script>\u{1b}[31m\"'\u{202E}&"
    var chart = SeriesChart(
      title: hostile, unit: .count, lines: [.init(name: hostile, points: [.init(x: 1, y: 1)])])
    chart.levels = [.init(.limit, 1, text: hostile)]
    (chart.ends, chart.rest) = ((hostile, hostile), hostile)
    let text = try Self.drawn(chart)
    #expect(!text.contains("<script"))
    #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{1b}"))
    #expect(text.ranges(of: "</svg>").count == 1)
  }

  @Test func whatIsNotFiniteIsNotDrawn() throws {
    let text = try Self.drawn(Self.chart([.infinity, .nan, 3]))
    #expect(!text.contains("nan") && !text.contains("inf"))
    #expect(try !Self.drawn(Self.chart([])).isEmpty)
    #expect(try !Self.drawn(Self.chart([1e300, -1e300])).contains("inf"))
  }
}

/// Commands quoted for shells.
@Suite struct ShellCommandTests {
  static let words: [(word: String, text: String)] = [
    ("a/b.pb.gz", "a/b.pb.gz"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
    ("$(rm)", "'$(rm)'"), ("count(frame:/x$/) <= 5", "'count(frame:/x$/) <= 5'"), ("*", "'*'"),
    ("~", "'~'"), ("é", "'é'"),
    ("a\u{1b}[201~\r'\\", "$'a\\033[201~\\015\\'\\\\'"), ("\u{202e}x", "$'\\342\\200\\256x'"),
  ]
  @Test(arguments: words)
  func wordsAreQuotedWhereTheyMustBe(_ word: String, _ text: String) {
    #expect(ShellCommand.quoted(word) == text)
  }

  static let names: [(name: String, address: String)] = [
    ("incident_files", "incident_files"), ("a b_files", "a%20b_files"), ("é(1)", "%C3%A9%281%29"),
  ]
  @Test(arguments: names)
  func addressesOfFilesAreEncoded(_ name: String, _ address: String) {
    #expect(IncidentMarkdown.address(ofFile: Array(name.utf8)) == address)
  }
}
