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
      let start = finding.isOfNewest ? times.indices.last?.first : 0
      finding.since = start.flatMap { series.points.indices.contains($0) ? mark($0) : nil }
    }
  }

  // MARK: Season

  /// Whether days have to be distinguished: by the rule, or since times are known and span six hours.
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
    // A value five times above all that older processes had in a day is no exception. Simulated, 400 runs each: no
    // wave of 1:6 or 1:10 fails by it, but .91 of Mondays after an idle weekend do, and .74 of stacks that are new.
    guard finding.verdict.outcome == .fail, !areShort(lists) else { return }
    finding.mayBeSeason = true
    finding.verdict = TrendVerdict(.undecided, finding.verdict.reason)
  }

  /// Whether no process lives long enough to see half a wave, and all together see three.
  private func areShort(_ processes: [[SeriesPoint]]) -> Bool {
    processes.allSatisfy { span($0) < 12 } && span(series.points) >= 72
  }

  /// Whether the newest process alone may say what all together do not.
  ///
  /// A daily wave repeats levels that were seen before: where days have to be distinguished, what has not risen above
  /// all that was before it is nothing new.
  var mayJudgeNewestAlone: Bool {
    guard hasSeason else { return true }
    let processes = Dictionary(grouping: series.points, by: \.process)
    guard !areShort(Array(processes.values)), let last = series.points.last?.process else {
      return false
    }
    let before = series.points.filter { $0.process != last }.map(\.value).max()
    return processes[last]?.map(\.value).max() ?? 0 > before ?? 0
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
    return mark(times.indices[process][index])
  }

  /// The age of a process is counted from its first snapshot after the warm-up.
  private func mark(
    ofAge age: Double, inProcess process: Int, _ finding: TrendFinding
  ) -> TrendFinding.Since? {
    mark(ofTime: (finding.trend.kept.first?.first?.time ?? 0) + age, inProcess: process)
  }

  private func mark(_ index: Int) -> TrendFinding.Since {
    TrendFinding.Since(index, series.points[index])
  }
}

/// Texts about trends, for verdicts.
enum TrendText {
  /// Why a trend is no answer.
  static func doubt(_ finding: TrendFinding) -> String {
    if let first = finding.possibleRestarts.first {
      let others = finding.possibleRestarts.count - 1
      return
        "it may have restarted at \(first.place)\(others == 0 ? "" : " and \(others.counted("more time"))"), which these files do not tell, and then it rises"
    }
    if finding.mayBeSeason {
      return "a daily wave may do this; 3 days decide, or season: none"
    }
    if finding.sumOfSlopes != nil {
      return
        "the instances do not grow alike, and the sum of their own slopes gives the opposite verdict"
    }
    return finding.days != nil || finding.verdict.reason == .weak
      ? "may rise, or chance may explain it" : "rises, may have stopped"
  }
}

/// The trend of the newest process of a series alone.
///
/// A leak that a build brought with it is not in the processes before it, which all together outvote it. Simulated, 400
/// runs each: 24 snapshots of P(170) and after a deploy 24 that rise by 20 each fail in 0 of all together and in .94 with
/// this, by 5 each in .16 and .95. Healthy, with a deploy from 170 to 210 at 12 of 24: .003 fail and .030 are undecided
/// without it, .005 and .048 with it.
enum NewestProcess {
  /// Nil if there is no other process, or the newest has too few snapshots; sums of instances have no newest process.
  static func trend(
    _ series: SeriesCheck.Series, _ times: SeriesTimes, _ criteria: Trend.Criteria
  ) -> Trend? {
    guard series.instances == 1, times.processes.count > 1, let newest = times.processes.last
    else { return nil }
    let trend = Trend([newest], criteria)
    return trend.hasTooFew ? nil : trend
  }
}
