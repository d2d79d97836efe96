import ProfileStatistics

/// Says what a trend means in its season, and where in the series it began.
struct TrendReading {
  private let rule: Rule
  private let series: SeriesCheck.Series
  private let times: SeriesTimes

  private static let hour = 3600e9

  init(_ rule: Rule, _ series: SeriesCheck.Series, _ times: SeriesTimes) {
    self.rule = rule
    self.series = series
    self.times = times
  }

  func complete(_ finding: inout TrendFinding) {
    finding.factor = Double(series.instances)
    finding.isProcessKnown = series.isProcessKnown
    applySeason(to: &finding)
    switch finding.verdict.reason {
    case .late(let time): finding.since = mark(ofTime: time, inProcess: times.processes.count - 1)
    case .levelChange(let time): finding.shape = mark(ofTime: time, inProcess: firstKept(finding))
    case .stopped(let age): finding.shape = mark(ofAge: age, inProcess: firstKept(finding), finding)
    default: break
    }
    if finding.since == nil, finding.verdict.outcome != .pass {
      finding.since = series.points.isEmpty ? nil : mark(0)
    }
  }

  // MARK: Season

  /// Whether days have to be told apart: by the rule, or since times are known and span six hours.
  private var hasSeason: Bool {
    switch rule.series.season {
    case .none: return false
    case .day: return true
    case .auto: return !series.points.contains { $0.time == 0 } && span(series.points) >= 6
    }
  }

  private func span(_ points: [SeriesPoint]) -> Double {
    let times = points.map(\.time)
    return (Double(times.max() ?? 0) - Double(times.min() ?? 0)) / Self.hour
  }

  private func applySeason(to finding: inout TrendFinding) {
    guard hasSeason else { return }
    let processes = Dictionary(grouping: series.points.indices) { series.points[$0].process }
    let lists = processes.values.map { $0.map { series.points[$0] } }
    let newest = series.points.filter { $0.process == series.points.last?.process }
    let levels = DayLevels(inHours(newest))
    if series.instances == 1, levels.count >= DayTrend.fewest {
      let spacing = CheckedInstance.medianSpacing(series.points.map(\.time)) ?? Self.hour
      finding.hours = (finding.rate?.nanoseconds ?? spacing) / Self.hour
      // A limit a snapshot becomes one an hour by the median spacing.
      var criteria = finding.trend.criteria
      criteria.limit /= finding.hours
      let days = DayTrend(levels, criteria)
      (finding.days, finding.verdict) = (days, days.verdict)
      return
    }
    let areShort = lists.allSatisfy { span($0) < 12 } && span(series.points) >= 72
    guard finding.verdict.outcome == .fail, !areShort, !isFarAboveAllBefore(newest) else { return }
    finding.mayBeSeason = true
    finding.verdict = TrendVerdict(.undecided, finding.verdict.reason)
  }

  /// So many times the highest value that was ever seen is no wave.
  ///
  /// Simulated: 0 of 400 false alarms in every healthy series of the table, also with waves of 1:10 and deploys at
  /// their lowest, for a day of older processes has seen the highest; a leak of 20 every ten minutes fails after a day.
  private static let farAbove = 5.0

  /// Whether the newest value is far above all that older processes had in a day or more: a daily wave repeats levels
  /// that were seen before, and a leak does not.
  private func isFarAboveAllBefore(_ newest: [SeriesPoint]) -> Bool {
    let older = series.points.filter { $0.process != series.points.last?.process }
    guard series.instances == 1, span(older) >= 24, let highest = older.map(\.value).max(),
      let value = newest.last?.value
    else { return false }
    return value > Self.farAbove * highest
  }

  private func inHours(_ points: [SeriesPoint]) -> [TrendPoint] {
    let first = points.first?.time ?? 0
    return points.map {
      TrendPoint(time: (Double($0.time) - Double(first)) / Self.hour, value: $0.value)
    }
  }

  // MARK: Where it began

  /// The first process that took part.
  private func firstKept(_ finding: TrendFinding) -> Int {
    let first = finding.trend.kept.first?.first
    return times.processes.firstIndex { process in process.contains { $0 == first } } ?? 0
  }

  private func mark(ofTime time: Double, inProcess process: Int) -> TrendFinding.Since? {
    guard times.processes.indices.contains(process),
      let index = times.processes[process].firstIndex(where: { $0.time >= time })
    else { return nil }
    return mark(times.places[process][index])
  }

  /// The age of a process is counted from its first snapshot after the warm-up.
  private func mark(
    ofAge age: Double, inProcess process: Int, _ finding: TrendFinding
  ) -> TrendFinding.Since? {
    mark(ofTime: (finding.trend.kept.first?.first?.time ?? 0) + age, inProcess: process)
  }

  private func mark(_ place: Int) -> TrendFinding.Since {
    let point = series.points[place]
    return .init(snapshot: place + 1, time: point.time, buildID: point.buildID)
  }
}

/// Words about trends that verdicts need.
enum TrendWords {
  /// Why a trend is no answer.
  static func doubt(_ finding: TrendFinding) -> String {
    if finding.mayBeSeason {
      return "a daily wave may do this; 3 days decide, or season: none"
    }
    return finding.days != nil || finding.verdict.reason == .weak
      ? "may rise, or chance may explain it" : "rises, may have stopped"
  }
}
