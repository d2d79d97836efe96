import CheckReports
import LeakChecks
import ReportRequests

/// Since when a rule has failed, and where the value began to rise.
struct SinceWhen {
  private let incident: Incident
  private var names: IncidentNames { incident.names }

  init(_ incident: Incident) { self.incident = incident }

  /// Where a trend began, else the first snapshot over the limit; then where the rise began, which may be earlier.
  func text(_ worst: WorstVerdict) -> IncidentText {
    if let since = worst.entry.trend?.since { return text(since, worst) }
    // The values of a series are not what the limit of its rule is about.
    return worst.verdict.rule.assertion.measure.isOfSeries ? lastRise(worst) : crossing(worst)
  }

  // MARK: Trends

  /// A trend of the whole series is since its first snapshot, which does not answer when the rise began.
  private func text(_ since: TrendFinding.Since, _ worst: WorstVerdict) -> IncidentText {
    let series = worst.entry.series
    guard let start = worst.entry.startOfWholeTrend else {
      return text(since.time, snapshot: since.snapshot, of: series.count, since.buildID)
        + rise(worst, until: nil)
    }
    let begin = since.time == 0 ? "" : "; the series begins at \(TimeText.moment(since.time))"
    return "\(rose(from: start.index, worst))\(begin)"
  }

  /// Where the rise of a series began that has no trend.
  private func lastRise(_ worst: WorstVerdict) -> IncidentText {
    let series = worst.entry.series
    if case .applied(.rises, _) = worst.verdict.rule.assertion.measure {
      let index = series.count - 1 - Int(Int64(clamping: worst.entry.value))
      return series.indices.contains(index) && index < series.count - 1
        ? rose(from: index, worst) : ""
    }
    return series.highest.flatMap { RiseStart(series[...$0]) }.map { rose(from: $0.index, worst) }
      ?? ""
  }

  private func rose(from index: Int, _ worst: WorstVerdict) -> IncidentText {
    let series = worst.entry.series
    let value = VerdictNumber(worst.verdict.stackDimension, limit: .none).text(series[index].value)
    return "\(text(series[index], index, of: series)): it rose from there, from \(value)"
  }

  // MARK: Limits

  /// The first snapshot over the limit from which on all are.
  private func crossing(_ worst: WorstVerdict) -> IncidentText {
    let (series, assertion) = (worst.entry.series, worst.verdict.rule.assertion)
    let isOver = { (point: SeriesPoint) in point.fails(assertion) }
    guard series.count > 1, let crossing = worst.entry.crossing else {
      return sinceOneSnapshot(worst)
    }
    let first = crossing.first
    let found = text(series[first], first, of: series)
    if crossing.earliest < first {
      let rise = rise(worst, until: first)
      return "at the latest \(found): \(overLimit(worst, first)); \(text(crossing, in: series))"
        + (rise.isEmpty ? risenFromTheFirst(worst) : rise)
    }
    return "\(found): \(change(worst, first))" + rise(worst, until: first)
      + before(series[..<first].firstIndex(where: isOver), in: series)
  }

  private func text(
    _ crossing: GroupVerdict.Crossing, in series: [SeriesPoint]
  ) -> IncidentText {
    let reason: IncidentText =
      "\((names.areRedacted ? nil : crossing.reason) ?? "what the rule counts is not certain there")"
    guard crossing.earliest > 0 else {
      return "whether it began earlier is not known, because \(reason)"
    }
    let earliest = text(series[crossing.earliest], crossing.earliest, of: series)
    return "it may have begun as early as \(earliest), but that is not certain, because \(reason)"
  }

  /// What a level was in the oldest snapshot, where it rose from there.
  private func risenFromTheFirst(_ worst: WorstVerdict) -> IncidentText {
    let series = incident.growth.level(of: worst)
    guard let first = series.first, let last = series.last, first.isSure, last.isSure,
      first.value < last.value
    else { return "" }
    let number = VerdictNumber(worst.verdict.stackDimension, limit: .none)
    let moment = first.time == 0 ? "" : " (\(TimeText.moment(first.time)))"
    return
      "; \(level(worst)) \(number.text(first.value)) in the oldest snapshot\(moment), and \(number.text(last.value)) in the newest"
  }

  /// What rose, as the beginning of a sentence: a share is of something else than itself.
  private func level(_ worst: WorstVerdict) -> String {
    worst.isOfShare ? "the total was" : "it was"
  }

  /// That the limit was exceeded before, and kept again.
  private func before(_ index: Int?, in series: [SeriesPoint]) -> IncidentText {
    guard let index else { return "" }
    return "; also over the limit for a time from \(text(series[index], index, of: series))"
  }

  private func text(_ point: SeriesPoint, _ index: Int, of series: [SeriesPoint]) -> IncidentText {
    text(point.time, snapshot: index + 1, of: series.count, point.buildID)
  }

  /// The first value over the limit, and the one before it.
  private func change(_ worst: WorstVerdict, _ first: Int) -> String {
    let series = worst.entry.series
    let value = overLimit(worst, first)
    guard first > 0 else {
      return
        "\(value), and there is no older profile\(butTheBaseline(worst, series[first].time)); it may have begun earlier"
    }
    let before = series[first - 1].value
    // A share is 0 also where a stack was there, and not yet one of those that the rule counts.
    if before == 0, worst.isOfShare { return value }
    return "\(value), after \(VerdictNumber(worst.verdict).text(before)) in the previous snapshot"
  }

  /// `87.1%, over the limit of 50%`.
  private func overLimit(_ worst: WorstVerdict, _ index: Int) -> String {
    let (value, limit) = (worst.entry.series[index].value, worst.verdict.rule.assertion.limit.value)
    let side = value > limit ? "over" : value < limit ? "under" : "at"
    return
      "\(VerdictNumber(worst.verdict).text(value)), \(side) the limit of \(VerdictText(worst.verdict, worst.entry).limit)"
  }

  /// Where the rise began: a limit is crossed long after it, and the snapshots of a trend may begin long before it.
  ///
  /// - `end`: the point of the rule's own series that is over the limit; nil for the highest.
  private func rise(_ worst: WorstVerdict, until end: Int?) -> IncidentText {
    guard worst.verdict.rule.assertion.comparison.isUpperLimit else { return "" }
    let series = incident.growth.level(of: worst)
    // The whole that a share is of has points of its own.
    let last = worst.isOfShare ? series.highest : end ?? series.highest
    guard let last, let start = RiseStart(series[...last]) else { return "" }
    let value = VerdictNumber(worst.verdict.stackDimension, limit: .none).text(start.point.value)
    let moment = text(start.point.time, snapshot: start.index + 1, of: series.count, "")
    return "; the rise began after \(moment), when \(level(worst)) \(value)"
  }

  /// Where there is no series, there is one snapshot, or nobody knows the order of several.
  private func sinceOneSnapshot(_ worst: WorstVerdict) -> IncidentText {
    guard let group = incident.profiles.group(of: worst), let newest = group.snapshots.last else {
      return ""
    }
    guard group.snapshots.count == 1 else {
      return group.isOrdered ? "" : unknownOrder(group)
    }
    let time = newest.timeNanos
    return time == 0
      ? "unknown: there is one snapshot; \(undated(group))\(othersLike(group))"
      : "\(strong: TimeText.moment(time)) or before: there is no older \(group.name) profile\(butTheBaseline(worst, time))"
  }

  /// The time of the last baseline before a time, in words; nothing if there is none.
  private func butTheBaseline(_ worst: WorstVerdict, _ time: Int64) -> String {
    let times = incident.profiles.group(of: worst)?.baselines.map(\.timeNanos) ?? []
    guard let last = times.filter({ $0 != 0 && $0 < time }).max() else { return "" }
    return " but the baseline of \(TimeText.moment(last))"
  }

  private func unknownOrder(_ group: ProfileGroup) -> IncidentText {
    "unknown: the order of \(group.snapshots.count) snapshots is not known, because \(undated(group))"
  }

  /// Which files have no time, and what would tell it.
  private func undated(_ group: ProfileGroup) -> IncidentText {
    guard let undated = UndatedSnapshots(group) else { return "" }
    let text: IncidentText = "\(name: names.text(undated.file))\(undated.rest)"
    guard let name = undated.datedName else { return text }
    let like = names.areRedacted ? UndatedSnapshots.dated("goroutine.txt") : name
    return "\(text); a name like \(name: like) contains one"
  }

  /// That what was saved of the instance at other times may count as other instances.
  private func othersLike(_ group: ProfileGroup) -> IncidentText {
    let all = incident.snapshotSet.instances.count { instance in
      instance.groups.contains { $0.name == group.name && !$0.snapshots.isEmpty }
    }
    guard all > 1 else { return "" }
    return
      "; \((all - 1).counted("other instance")) \(all > 2 ? "have" : "has") \(group.name) profiles, too: \(name: "--instance name"), \(name: "--instance folder") or \(name: "--instance /RE/") joins what belongs together"
  }

  private func text(_ time: Int64, snapshot: Int, of count: Int, _ build: String) -> IncidentText {
    let build = names.build(build)
    let text = IncidentText(moment: time, snapshot: snapshot, of: count)
    return build.isEmpty ? text : "\(text), build \(name: build)"
  }
}
