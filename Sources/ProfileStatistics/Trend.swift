/// How a series rises: its slope, how sure that is, and which shapes explain it.
///
/// A series has a list of points for each process; the values of different processes are never compared.
package struct Trend: Equatable, Sendable {
  /// The criteria for a rise worth a verdict.
  package struct Criteria: Equatable, Sendable {
    package var limit = 0.0
    /// Whether a slope equal to the limit is too much.
    package var isBelow = false
    /// The least rise over the series.
    package var leastRise = 20.0
    /// The same in percent of the median of the first half.
    package var leastPercent = 0.0
    /// How sure the lower bound is.
    package var confidence = 0.95
    /// Which part of each process is left out at its start.
    package var warmup = 0.2
    /// With fewer points, the warm-up included, there is no verdict.
    package var minCount = 12
    /// Whether a rise that began late counts, which the sum of several instances does not show.
    package var findsLateRises = true

    package init() {}

    package func isOver(_ slope: Double) -> Bool { isBelow ? slope >= limit : slope > limit }
  }

  package let criteria: Criteria
  /// The points kept of each process, the oldest first.
  package let kept: [[TrendPoint]]
  /// The median of the slopes within processes.
  package private(set) var slope = 0.0
  /// The slope which the true one exceeds with the asked confidence.
  package private(set) var bound = 0.0
  /// The probability of such a rise in a series without a trend.
  package private(set) var probability = 1.0
  /// The least rise over the series that is worth a verdict.
  package private(set) var leastRise = 0.0
  package private(set) var shapes: TrendShapes?
  /// A rise that began late in the newest process.
  package private(set) var late: LateRise?
  private let isEnough: Bool

  package init(_ processes: [[TrendPoint]], _ criteria: Criteria) {
    self.criteria = criteria
    isEnough = processes.reduce(0) { $0 + $1.count } >= criteria.minCount
    kept = processes.map { $0.dropFirst(Int(Double($0.count) * criteria.warmup + 1e-9)) }
      .filter { $0.count >= 3 }.map(Array.init)
    guard !hasTooFew else { return }
    measure()
    if criteria.findsLateRises, let newest = processes.last { late = LateRise(newest, criteria) }
  }

  /// A series of one process, a snapshot apart.
  package init(_ values: [Double], _ criteria: Criteria) {
    self.init([values.enumerated().map { TrendPoint(time: Double($0), value: $1) }], criteria)
  }

  /// Whether there are too few points to say anything.
  package var hasTooFew: Bool { !isEnough || kept.isEmpty }
  /// How many points took part.
  package var count: Int { kept.reduce(0) { $0 + $1.count } }
  /// How much time lies between the first and the last points of the processes, added up.
  package var span: Double { kept.reduce(0) { $0 + $1.span } }
  /// Whether a rise by a slope is worth a verdict.
  package func isLargeEnough(_ slope: Double) -> Bool { slope * span >= leastRise }

  private mutating func measure() {
    let tests = kept.map { MannKendall($0.values) }
    var slopes = TheilSen(kept)
    slope = slopes.median()
    let variance = zip(tests, HamedRao.factors(kept, slope: slope)).reduce(0) {
      $0 + $1.0.variance * $1.1
    }
    probability = MannKendall.probability(
      score: tests.reduce(0) { $0 + $1.score }, variance: variance)
    bound = slopes.lowerBound(
      variance: variance, z: NormalDistribution.quantile(criteria.confidence))
    if variance == 0 { bound = min(bound, slope) }
    let shapes = TrendShapes(kept)
    self.shapes = shapes
    let values = kept.flatMap(\.values)
    let firstHalf = Median.of(Array(values.prefix(values.count / 2)))
    leastRise = max(
      criteria.leastRise, criteria.leastPercent / 100 * firstHalf, 2 * shapes.deviation)
  }
}

/// A rise that began late in a process: a bend after which every new value is above all that were before.
package struct LateRise: Equatable, Sendable {
  /// The time of the bend.
  package let time: Double
  /// The slope after it, and its lower bound.
  package let slope: TrendShapes.Slope

  /// How much better than a line the bend has to be, in variances.
  private static let clear = 25.0

  /// Nil if the process does not end by rising so, or has too few points to say.
  init?(_ process: [TrendPoint], _ criteria: Trend.Criteria) {
    guard process.count >= 12, let first = process.first, let end = process.last else { return nil }
    let shapes = TrendShapes([process])
    guard let bend = shapes.bendAge else { return nil }
    let rise = shapes.last.value * (end.time - first.time - bend)
    guard shapes.gain(shapes.bend, over: shapes.line) >= Self.clear, shapes.change > 0,
      shapes.bend < shapes.step, criteria.isOver(shapes.last.low),
      rise >= max(criteria.leastRise, 6 * shapes.deviation),
      Self.reachesNewGround(
        process.filter { $0.time - first.time < bend }.values,
        process.filter { $0.time - first.time > bend }.values)
    else { return nil }
    time = first.time + bend
    slope = shapes.last
  }

  /// Whether the later half lies above all that was before, and the highest is among the last.
  private static func reachesNewGround(_ before: [Double], _ after: [Double]) -> Bool {
    guard before.count >= 8, after.count >= 3, let highest = before.max() else { return false }
    let laterHalf = after[(after.count / 2)...]
    let lastQuarter = after.suffix(max(1, after.count / 4))
    return laterHalf.allSatisfy { $0 > highest } && lastQuarter.max() == after.max()
  }
}

/// A value and when it was measured: in snapshots, hours, or whatever a slope is asked in.
package struct TrendPoint: Equatable, Sendable {
  package var time: Double
  package var value: Double

  package init(time: Double, value: Double) {
    self.time = time
    self.value = value
  }
}

extension [TrendPoint] {
  var times: [Double] { map(\.time) }
  var values: [Double] { map(\.value) }

  /// How much time lies between the first and the last.
  package var span: Double { (last?.time ?? 0) - (first?.time ?? 0) }
}
