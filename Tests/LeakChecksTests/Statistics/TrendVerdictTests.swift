import TestSupport
import Testing

@testable import ProfileStatistics

/// Compares verdicts on synthetic series with those of the reference implementation in numpy; Fixtures/README.md
/// describes how the series were made.
@Suite struct TrendVerdictTests {
  /// A series, a limit, and the reference verdict.
  struct Row: Sendable, CustomTestStringConvertible {
    let series: String
    let limit: Double
    let verdict: String
    let probability: Double
    var testDescription: String { "\(verdict) \(series.prefix(60))" }

    init(_ columns: [String]) {
      (series, verdict) = (columns[0], columns[2])
      (limit, probability) = (Double(columns[1]) ?? 0, Double(columns[4]) ?? 0)
    }

    var processes: [[TrendPoint]] { series.split(separator: "|").map(TrendVerdictTests.points) }
  }

  static func points(_ text: Substring) -> [TrendPoint] {
    text.split(separator: ",").map { pair in
      let parts = pair.split(separator: ":").map { Double($0) ?? 0 }
      return TrendPoint(time: parts[0], value: parts[1])
    }
  }

  static let rows = ((try? FixtureFiles.table("statistics/verdict.tsv")) ?? []).map(Row.init)

  static func letter(_ outcome: TrendVerdict.Outcome) -> String {
    switch outcome {
    case .pass: "P"
    case .fail: "F"
    case .undecided: "U"
    }
  }

  @Test func thereAreSeries() { #expect(Self.rows.count > 100) }

  @Test(arguments: rows)
  func verdictsAreThoseOfTheReference(_ row: Row) {
    var criteria = Trend.Criteria()
    criteria.limit = row.limit
    let trend = Trend(row.processes, criteria)
    #expect(Self.letter(trend.verdict.outcome) == row.verdict)
    #expect((trend.probability - row.probability).magnitude < 1e-9)
  }

  @Test func daysAreJudgedAsTheReferenceDoes() throws {
    let rows = try FixtureFiles.table("statistics/days.tsv")
    #expect(rows.count > 20)
    for row in rows {
      let levels = DayLevels(Self.points(row[0][...]))
      #expect(Self.letter(DayTrend(levels, Trend.Criteria()).verdict.outcome) == row[1])
    }
  }

  /// Shifting a series in time or level, or stretching time by a power of two, does not change its verdict.
  @Test(arguments: rows.prefix(40))
  func verdictsDoNotDependOnWhereASeriesLies(_ row: Row) {
    let moved = row.processes.map { process in
      process.map { TrendPoint(time: $0.time + 4096, value: $0.value + 1024) }
    }
    let stretched = row.processes.map { process in
      process.map { TrendPoint(time: $0.time * 8, value: $0.value) }
    }
    let expected = Trend(row.processes, Trend.Criteria()).verdict.outcome
    #expect(Trend(moved, Trend.Criteria()).verdict.outcome == expected)
    #expect(Trend(stretched, Trend.Criteria()).verdict.outcome == expected)
  }
}
