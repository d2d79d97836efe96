/// The level of the quiet hours of each day: a leak must raise them, whatever a day does.
package struct DayLevels: Equatable, Sendable {
  /// The days, in hours before the newest snapshot, the oldest first.
  package let times: [Double]
  /// The mean of each day's quiet hours.
  package let levels: [Double]

  /// The hours of a day that must have a snapshot.
  private static let leastHours = 20

  /// - Parameter points: those of one process, in hours, the oldest first.
  package init(_ points: [TrendPoint]) {
    let days = Self.days(points)
    let shared = (0..<24).filter { hour in days.allSatisfy { $0.hours[hour] != nil } }
    let medians = shared.map { hour in Median.of(days.compactMap { $0.hours[hour] }) }
    let order = shared.indices.sorted {
      medians[$0] != medians[$1] ? medians[$0] < medians[$1] : $0 < $1
    }
    let quiet = order.prefix(max(3, shared.count / 4)).map { shared[$0] }
    times = days.map { -24 * Double($0.number) }
    levels = days.map { day in
      let values = quiet.compactMap { day.hours[$0] }
      return values.reduce(0, +) / Double(max(1, values.count))
    }
  }

  /// A day, counted back from the newest, and the median of each of its hours, the oldest first.
  private struct Day {
    let number: Int
    let hours: [Double?]
  }

  private static func days(_ points: [TrendPoint]) -> [Day] {
    guard let newest = points.last?.time else { return [] }
    var hours: [Int: [Double]] = [:]
    for point in points {
      hours[Int(((newest - point.time) + 1e-9).rounded(.down)), default: []].append(point.value)
    }
    return Set(hours.keys.map { $0 / 24 }).sorted(by: >).compactMap { number in
      let medians = (0..<24).map { hour in hours[number * 24 + 23 - hour].map(Median.of) }
      return medians.count { $0 != nil } < leastHours ? nil : Day(number: number, hours: medians)
    }
  }

  /// The number of days.
  package var count: Int { levels.count }
  /// The time between the first and the last.
  package var span: Double { (times.last ?? 0) - (times.first ?? 0) }
}

/// Whether the quiet hours rise from day to day, by least squares: what days differ by is the noise of the test.
package struct DayTrend: Equatable, Sendable {
  package let slope: Double
  /// The slope which the true one exceeds in 95 of 100.
  package let bound: Double
  package let probability: Double
  package let days: Int
  package let verdict: TrendVerdict

  /// The fewest days for a verdict, and for one without doubt.
  package static let (fewest, enough) = (3, 7)

  /// - Precondition: there are three days or more.
  package init(_ levels: DayLevels, _ criteria: Trend.Criteria) {
    let columns = ShapeColumns([
      zip(levels.times, levels.levels).map { TrendPoint(time: $0, value: $1) }
    ])
    let degrees = levels.count - 2
    let variance = columns.residualsOfLine.squares / Double(max(1, degrees))
    let error = (variance / columns.ageSquares).squareRoot()
    (slope, days) = (columns.slope, levels.count)
    let ratio = error > 0 ? slope / error : slope > 0 ? .infinity : 0
    probability = StudentDistribution.upperTail(ratio, degrees: degrees)
    bound = slope - StudentDistribution.quantile(0.95, degrees: degrees) * error
    let isLarge = { slope in slope * levels.span >= criteria.leastRise }
    if probability < 0.01, criteria.isOver(bound), isLarge(bound) {
      verdict = TrendVerdict(.fail, .growth)
    } else if days < Self.enough, criteria.isOver(slope), isLarge(slope) {
      verdict = TrendVerdict(.undecided, .weak)
    } else {
      verdict = TrendVerdict(.pass, .noGrowth)
    }
  }
}
