import CheckReports
import LeakChecks
import ProfileStatistics

/// The charts of rules: what a rule measures, at every moment.
struct RuleCharts {
  private let incident: Incident
  private var names: IncidentNames { incident.names }

  init(_ incident: Incident) { self.incident = incident }

  /// Those of all rules that have a series, failed ones first; that of the worst rule stands at the top of the report.
  var blocks: [IncidentBlock] { blocks(others.compactMap { chart($0) }, of: others) }

  /// The chart of the worst rule; none if what fails has no series, for those of others would deny it.
  func blocks(ofWorst worst: WorstVerdict) -> [IncidentBlock] {
    guard worst.entry.series.count > 1, let chart = chart(worst.verdict, withGrowth: true) else {
      return undrawnBlocks([worst.verdict])
    }
    return blocks([chart], of: [worst.verdict])
  }

  private func blocks(_ charts: [SeriesChart], of verdicts: [Verdict]) -> [IncidentBlock] {
    charts.isEmpty ? [] : [.charts(charts)] + undrawnBlocks(verdicts)
  }

  private func undrawnBlocks(_ verdicts: [Verdict]) -> [IncidentBlock] {
    let undrawn = undrawn(verdicts)
    return undrawn.isEmpty ? [] : [.text(undrawn)]
  }

  private var others: [Verdict] {
    let verdicts = incident.report.verdicts.filter { $0.rule != incident.worst?.verdict.rule }
    return verdicts.enumerated().sorted { left, right in
      let (one, other) = (Self.rank(left.element), Self.rank(right.element))
      return one != other ? one < other : left.offset < right.offset
    }.map(\.element)
  }

  /// The series that no chart shows: whoever sees only those of others would take them for all.
  private func undrawn(_ verdicts: [Verdict]) -> IncidentText {
    let metrics = verdicts.flatMap(\.rule.assertion.measure.metrics)
    let isWorst = { incident.worst?.entry.instance == $0 }
    let instances = incident.snapshotSet.instances
    let worstFirst =
      instances.filter { isWorst($0.name) } + instances.filter { !isWorst($0.name) }
    let unordered = worstFirst.flatMap { instance in
      let judged = Set(metrics.compactMap { instance.group(of: $0)?.name })
      return instance.groups.filter { judged.contains($0.name) && !$0.isOrdered }.map {
        (instance, $0)
      }
    }
    let shown = unordered.prefix(Self.shownUndrawn).map { instance, group -> IncidentText in
      let title = incident.profiles.title(of: instance)
      return "the \(group.snapshots.count) \(group.name) snapshots of \(name: title)"
    }
    guard !shown.isEmpty else { return "" }
    let rest = unordered.count - shown.count
    return "Not drawn, because their order is not known: "
      + IncidentText(joining: shown + (rest > 0 ? ["\(rest) more"] : []), by: ", ") + "."
  }
  private static let shownUndrawn = 5

  private static func rank(_ verdict: Verdict) -> Int {
    switch verdict.outcome {
    case .fail: 0
    case .undecided: 1
    case .pass: 2
    }
  }

  /// The chart of a rule; nil if it has no series.
  ///
  /// - `withGrowth`: whether the growth that `check` finds in a level is drawn, too.
  func chart(_ verdict: Verdict, withGrowth: Bool = false) -> SeriesChart? {
    let entries = verdict.ordered.filter { $0.series.count > 1 }
    guard let worst = entries.first else { return nil }
    let hasTimes = entries.allSatisfy { !$0.series.contains { $0.time == 0 } }
    let positions = { (series: [SeriesPoint]) in
      series.enumerated().map { index, point in
        SeriesChart.Point(
          x: hasTimes ? Double(point.time) : Double(index + 1), y: point.value,
          process: point.process)
      }
    }
    let id = names.id(verdict.rule, isBuiltIn: incident.report.isBuiltIn)
    var chart = SeriesChart(
      title: "\(id): \(measured(verdict))", unit: Self.unit(verdict),
      lines: entries.map { entry in
        // What is not known is no point: it would look as if the value had fallen.
        let known = zip(entry.series, positions(entry.series)).filter { !$0.0.isOpen }
        return .init(name: name(entry, verdict), points: known.map(\.1))
      })
    chart.levels = levels(verdict, worst)
    chart.marks = marks(worst, positions(worst.series))
    chart.trend = trend(verdict, worst, positions(worst.series), withGrowth: withGrowth)
    chart.ends = ends(chart, hasTimes: hasTimes)
    return chart
  }

  private func measured(_ verdict: Verdict) -> String {
    var assertion = verdict.rule.assertion
    switch assertion.measure {
    case .applied(let function, let metric) where function.isOfSeries:
      assertion.measure = .plain(metric)
    case .eta(let metric, _): assertion.measure = .plain(metric)
    default: break
    }
    let text = names.assertion(assertion)
    let end = " \(assertion.comparison.rawValue) \(assertion.limit)"
    return text.hasSuffix(end) ? String(text.dropLast(end.count)) : text
  }

  private func name(_ entry: GroupVerdict, _ verdict: Verdict) -> String {
    entry.title.isEmpty ? "value" : names.text(entry.title)
  }

  private static func unit(_ verdict: Verdict) -> SeriesChart.Unit {
    let dimension =
      verdict.rule.assertion.measure.isOfSeries ? verdict.stackDimension : verdict.dimension
    return switch dimension {
    case .count: .count
    case .bytes: .bytes
    case .time: .nanoseconds
    case .percent: .percent
    case .number: .number
    }
  }

  // MARK: What lines are checked against

  private func levels(_ verdict: Verdict, _ worst: GroupVerdict) -> [SeriesChart.Level] {
    var levels: [SeriesChart.Level] = []
    let assertion = verdict.rule.assertion
    if case .eta(_, let limit) = assertion.measure {
      levels.append(.init(.limit, limit.value, text: "limit \(limit)"))
    } else if !assertion.measure.isOfSeries {
      levels.append(
        .init(.limit, assertion.limit.value, text: "limit \(VerdictText(verdict).limit)"))
    }
    if let baseline = worst.baseline {
      let number = VerdictNumber(
        assertion.measure.isOfSeries ? verdict.stackDimension : verdict.dimension, limit: .none)
      levels.append(.init(.baseline, baseline, text: "baseline \(number.text(baseline))"))
    }
    return levels
  }

  private func marks(_ worst: GroupVerdict, _ points: [SeriesChart.Point]) -> [SeriesChart.Mark] {
    zip(zip(worst.series, worst.series.dropFirst()), points.dropFirst()).compactMap { pair, point in
      guard pair.0.process != pair.1.process else { return nil }
      let isDeploy = pair.0.buildID != pair.1.buildID && !pair.1.buildID.isEmpty
      return .init(isDeploy ? .deploy : .restart, x: point.x)
    }
  }

  // MARK: Growth

  /// The line of a trend through the middle of its points, and one with the slope that is sure.
  private func trend(
    _ verdict: Verdict, _ worst: GroupVerdict, _ points: [SeriesChart.Point], withGrowth: Bool
  ) -> SeriesChart.Trend? {
    let own = worst.trend.map { ($0, worst, verdict) }
    let made = incident.growth.slope.map { ($0.trend, $0.entry, $0.verdict) }
    guard let (trend, entry, of) = own ?? (withGrowth && isPlain(verdict) ? made : nil),
      trend.verdict.outcome != .pass, trend.days == nil
    else { return nil }
    let since = max(0, (trend.since?.snapshot ?? 1) - 1)
    guard points.indices.contains(since) else { return nil }
    let newest = points[since...].filter { $0.process == points.last?.process }
    guard let first = newest.first, let last = newest.last, last.x > first.x else { return nil }
    // The slope of a rate is per its time, else per snapshot.
    let unit = trend.rate?.nanoseconds ?? (last.x - first.x) / Double(max(1, newest.count - 1))
    guard unit > 0 else { return nil }
    let level = Median.of(newest.map { $0.y - trend.slope * ($0.x - first.x) / unit })
    // A line that begins below nothing tells of nothing that was.
    let isBelow = level < 0 && trend.slope > 0
    let start = SeriesChart.Point(
      x: isBelow ? min(first.x - level * unit / trend.slope, last.x) : first.x,
      y: isBelow ? 0 : level)
    let end = { (slope: Double) in
      SeriesChart.Point(x: last.x, y: start.y + slope * (last.x - start.x) / unit)
    }
    return SeriesChart.Trend(
      start: start, end: end(trend.slope), bound: end(trend.lowerBound),
      text: TrendSentence(trend, entry, of: of).slope)
  }

  /// Whether a chart shows the metric itself, whose growth is known.
  private func isPlain(_ verdict: Verdict) -> Bool {
    if case .plain = verdict.rule.assertion.measure { true } else { false }
  }

  private func ends(_ chart: SeriesChart, hasTimes: Bool) -> (first: String, last: String) {
    let all = chart.lines.flatMap(\.points).map(\.x)
    guard let first = all.min(), let last = all.max() else { return ("", "") }
    let text = { (x: Double) in
      hasTimes ? TimeText.moment(Int64(clamping: x)) : "snapshot \(Int64(clamping: x))"
    }
    return (text(first), text(last))
  }
}
