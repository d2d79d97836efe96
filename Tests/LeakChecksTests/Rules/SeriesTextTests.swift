import Testing

@testable import LeakChecks

@Suite struct SeriesTextTests {
  static let series: [(text: String, values: [Double])] = [
    ("170+5x4", [170, 175, 180, 185, 190]),
    ("1 2  3", [1, 2, 3]),
    (" 7 ", [7]),
    ("7x2", [7, 7, 7]),
    ("7+0x0", [7]),
    ("10-2.5x2 0", [10, 7.5, 5, 0]),
    ("-1-1x1", [-1, -2]),
    ("1kB+1kBx1", [1024, 2048]),
  ]

  @Test(arguments: series)
  func shortSeriesAreWrittenOut(_ text: String, _ values: [Double]) throws {
    #expect(try SeriesText(text).values == values)
  }

  @Test func aBarIsARestart() throws {
    #expect(try SeriesText("1x2 | 5+5x1 | 7").processes == [[1, 1, 1], [5, 10], [7]])
    #expect(throws: AssertionError.self) { try SeriesText("1 | | 2") }
  }

  static let refused: [(text: String, error: String)] = [
    ("", "column 1: expected a number such as 200, 1.5MB, 10m or 50%, found the end"),
    ("1,2", "column 2: expected a blank or the end, found ',2'"),
    ("1+x3", "column 3: expected a number such as 200, 1.5MB, 10m or 50%, found 'x3'"),
    ("1+2", "column 4: expected an 'x' and the number of steps, found the end"),
    ("1+2x", "column 5: expected the number of steps, less than 10000, found the end"),
    ("1+2x10000", "column 5: expected the number of steps, less than 10000, found '10000'"),
    ("1x5000 1x5000", "column 8: expected at most 10000 values in total, found '1x5000'"),
  ]

  @Test(arguments: refused)
  func whatIsNoSeriesIsNamed(_ text: String, _ message: String) {
    let error = #expect(throws: AssertionError.self) { try SeriesText(text) }
    #expect(error?.description == message)
  }
}
