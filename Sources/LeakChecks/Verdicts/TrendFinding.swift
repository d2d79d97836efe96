package import ProfileStatistics

/// The result of a series: its trend, what explains it, and when it began.
package struct TrendFinding: Sendable, Equatable {
  package let trend: Trend
  /// What it means, with the season in mind.
  package internal(set) var verdict: TrendVerdict
  /// The test of the days, where there were enough.
  package internal(set) var days: DayTrend?
  /// Whether a daily wave may explain what would fail.
  package internal(set) var mayBeSeason = false
  /// The time that a slope is given for; nil for a snapshot.
  package let rate: Quantity.Rate?
  /// How many instances it is the sum of.
  package internal(set) var factor = 1.0
  /// The slope of the sum by those of its instances, where it contradicts the trend; nil if it does not.
  package internal(set) var sumOfSlopes: Double?
  /// Where it began: the snapshot, counted from 1, its time and its build.
  package internal(set) var since: Since?
  /// A detail of the shape: where the level changed, or the growth stopped.
  package internal(set) var shape: Since?
  /// How many processes took part.
  package let processes: Int
  /// Whether profiles show when a process restarted.
  package internal(set) var isProcessKnown = true
  /// Whether it describes the newest process alone.
  package internal(set) var isOfNewest = false
  /// How long until a limit is reached, at the latest and most likely, in nanoseconds.
  package internal(set) var eta: Eta?

  /// Where it may have restarted, which nothing tells and which would make another verdict.
  package internal(set) var possibleRestarts: [Since] = []

  package struct Since: Sendable, Equatable {
    package var snapshot: Int
    package var time: Int64
    package let buildID: String

    /// Its time if that is known, else its number: `snapshot 9`.
    package var place: String {
      time == 0 ? "snapshot \(snapshot)" : TimeText.moment(time)
    }

    /// The snapshot at an index of a series.
    init(_ index: Int, _ point: SeriesPoint) {
      (snapshot, time, buildID) = (index + 1, point.time, point.buildID)
    }
  }

  package struct Eta: Sendable, Equatable {
    package let latest: Double
    package let likely: Double
  }

  /// - `probability`: that of the trend, adjusted for the others that are tested with it.
  init(_ trend: Trend, probability: Double, rate: Quantity.Rate?) {
    self.trend = trend
    self.rate = rate
    verdict = trend.verdict(probability: probability)
    processes = trend.kept.count
  }

  /// Whether it says worse things than another.
  func isWorse(than other: TrendFinding) -> Bool {
    Outcome(verdict.outcome).badness > Outcome(other.verdict.outcome).badness
  }

  /// Whether it reaches a limit sooner than another that rises, too.
  func isFaster(than other: TrendFinding) -> Bool {
    (verdict.outcome, other.verdict.outcome) == (.fail, .fail) && lowerBound > other.lowerBound
  }

  /// Takes that it may have restarted, so that not rising says nothing.
  mutating func take(possibleRestarts starts: [Since]) {
    guard !starts.isEmpty else { return }
    possibleRestarts = starts
    verdict = TrendVerdict(.undecided, verdict.reason)
  }

  /// Takes the late part of a rise that became faster: when a limit is reached depends on how fast it rises now.
  mutating func takeFasterEnd() {
    guard verdict.reason == .growth, let late = trend.late, late.slope.low > trend.bound else {
      return
    }
    verdict = TrendVerdict(.fail, .late(late.time))
  }

  /// The slope for its rate; of days where those decided.
  package var slope: Double { (days.map { $0.slope * hours } ?? lateSlope ?? trend.slope) * factor }
  /// The slope which the true one exceeds with the confidence of the rule.
  package var lowerBound: Double {
    (days.map { $0.bound * hours } ?? lateBound ?? trend.bound) * factor
  }
  package var probability: Double { days?.probability ?? trend.probability }
  /// How many snapshots took part.
  package var count: Int { trend.count }

  /// How many hours its unit has; days are measured in hours.
  var hours = 1.0

  private var isLate: Bool { if case .late = verdict.reason { true } else { false } }
  private var lateSlope: Double? { isLate ? trend.late?.slope.value : nil }
  private var lateBound: Double? { isLate ? trend.late?.slope.low : nil }
}
