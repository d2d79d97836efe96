import Testing

@testable import LeakChecks

@Suite struct RiseStartTests {
  /// The values of a series, and which is the last before it rises.
  static let series: [(values: [Double], index: Int?)] = [
    // A level whose noise happens to rise is no part of the rise.
    ([389, 391, 394, 397, 1861, 3056, 4195, 5390], 3),
    ([380, 395, 385, 390, 1000, 2000, 3000], 3),
    // From the first point, steady or faster and faster.
    ([100, 200, 300, 400, 500, 600], nil), ([1, 2, 4, 8, 16, 32], nil),
    // One step is no rise.
    ([5, 6, 5, 900], nil),
  ]
  @Test(arguments: series)
  func aRiseBeginsWhereTheLevelEnds(_ values: [Double], _ index: Int?) {
    let points = values.map {
      SeriesPoint(time: 0, value: $0, process: 0, build: SeriesPoint.Build(""), isSure: true)
    }
    #expect(RiseStart(points)?.index == index)
  }
}
