import LeakChecks
import ProfileAnalysis
import ProfileStatistics

/// How fast a metric grows, and when it reaches its limits: verdicts of generated rules, so that `check` gives the
/// same.
struct GrowthCheck {
  /// How fast the metric of the worst rule grows; nil if unknown or not wanted.
  private(set) var slope: Finding?
  /// The metric of the worst rule at each moment, also where there are too few for a slope.
  private var series: [SeriesPoint] = []
  /// When rules that hold will no longer hold, the soonest first.
  private(set) var limits: [(rule: Rule, finding: Finding)] = []

  /// What the worst rule is about at each moment: its own values, or all of what it takes a share of.
  func level(of worst: WorstVerdict) -> [SeriesPoint] {
    worst.isOfShare ? series : worst.entry.series
  }

  /// The result of a rule that was made.
  struct Finding {
    let verdict: Verdict
    let entry: GroupVerdict
    let trend: TrendFinding
    /// The rule as text.
    var assertion: String { verdict.rule.assertion.description }
    var isProven: Bool { trend.verdict.outcome == .fail }

    /// Nil if there are too few snapshots for a trend.
    init?(_ verdict: Verdict, _ entry: GroupVerdict) {
      guard let trend = entry.trend else { return nil }
      (self.verdict, self.entry, self.trend) = (verdict, entry, trend)
    }
  }

  init(
    _ worst: WorstVerdict?, _ report: CheckReport, _ set: RuleSet, on snapshotSet: SnapshotSet,
    today: CalendarDate, now: Int64
  ) {
    let judge = { (text: String, instance: String) -> (Verdict, GroupVerdict)? in
      guard let assertion = try? Assertion(text) else { return nil }
      let rules = set.replacing(rules: [Rule(id: text, assertion: assertion)])
      guard
        let report = try? CheckReport(
          rules, on: snapshotSet, today: today, now: now, stackLimit: 0),
        let verdict = report.verdicts.first,
        let entry = verdict.ordered.first(where: { $0.instance == instance })
      else { return nil }
      return (verdict, entry)
    }
    if let worst, let text = Self.slope(worst, snapshotSet),
      let (verdict, entry) = judge(text, worst.entry.instance)
    {
      slope = Finding(verdict, entry)
      series = entry.series
    }
    for verdict in report.verdicts {
      guard let text = Self.eta(verdict), let entry = verdict.groups.first,
        let finding = judge(text, entry.instance).flatMap(Finding.init), finding.isProven,
        finding.trend.eta != nil
      else { continue }
      limits.append((verdict.rule, finding))
    }
    limits.sort { ($0.finding.trend.eta?.likely ?? 0) < ($1.finding.trend.eta?.likely ?? 0) }
  }

  /// A rule for the growth of the metric of a rule about one moment: per hour, or over what its snapshots span.
  private static func slope(_ worst: WorstVerdict, _ snapshotSet: SnapshotSet) -> String? {
    let rule = worst.verdict.rule
    guard !rule.assertion.measure.hasTrend, rule.over != .sum, let metric = growing(rule)
    else { return nil }
    let zero: String
    switch worst.verdict.stackDimension {
    case .bytes: zero = "0MB"
    case .count: zero = "0"
    case .time, .percent, .number: return nil
    }
    return "slope(\(metric)) <= \(zero)" + (rate(worst.entry, snapshotSet).map { "/\($0)" } ?? "")
  }

  /// What grows: the metric of the rule, or all of what it takes a share of.
  private static func growing(_ rule: Rule) -> Metric? {
    guard case .applied(.share, var metric) = rule.assertion.measure else {
      return rule.per == nil ? rule.assertion.measure.metrics.first : nil
    }
    metric.selector = .all
    return metric
  }

  /// A rate needs snapshots that span a tenth of its unit.
  private static func rate(_ entry: GroupVerdict, _ snapshotSet: SnapshotSet) -> String? {
    let times = entry.series.map(\.time)
    guard let first = times.min(), let last = times.max(), first > 0 else { return nil }
    let seconds = (Double(last) - Double(first)) / 1e9
    return seconds >= 360 ? "h" : seconds >= 6 ? "min" : nil
  }

  /// A rule for when a metric reaches its limit, which it has not yet.
  private static func eta(_ verdict: Verdict) -> String? {
    let rule = verdict.rule
    guard case .plain(let metric) = rule.assertion.measure, rule.per == nil, rule.over != .sum,
      verdict.outcome == .pass, rule.assertion.comparison.isUpperLimit
    else { return nil }
    return "eta(\(metric), \(rule.assertion.limit)) > 0s"
  }
}
