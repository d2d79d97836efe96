import ProfileModel
import ProfileStatistics

/// Checks the series of a rule: those of all instances and groups, which share the risk of a false alarm.
struct SeriesCheck {
  /// The values of an instance's group, oldest first; or why there are none.
  struct Series {
    var group: String
    var points: [SeriesPoint] = []
    var problem: OpenReason?
    var position: GroupVerdict.Position?
    var instance = ""
    /// Whether profiles identify their process.
    var isProcessKnown = true
    /// How many instances it is the sum of: then all processes are distinguished by instance and number.
    var instances = 1
    /// The instance of each point of a sum.
    var strata: [Int] = []

    /// The newest value; of a sum, those of all instances together.
    var newest: Double {
      guard !strata.isEmpty else { return points.last?.value ?? 0 }
      var values: [Int: Double] = [:]
      for (stratum, point) in zip(strata, points) { values[stratum] = point.value }
      // In one order, or the last digits of the sum would differ from run to run.
      return values.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    }

    /// Adds the values of another instance to a sum.
    mutating func add(_ other: Series, stratum: Int) {
      points += other.points
      strata += [Int](repeating: stratum, count: other.points.count)
      isProcessKnown = isProcessKnown && other.isProcessKnown
      position = position ?? other.position
    }
  }

  private let rule: Rule
  private let dimension: Dimension

  init(_ rule: Rule, dimension: Dimension) {
    self.rule = rule
    self.dimension = dimension
  }

  /// The verdicts in the order of the series.
  func verdicts(_ series: [Series]) -> [GroupVerdict] {
    switch rule.assertion.measure {
    case .applied(.rises, _): return series.map(rises)
    case .eta(_, let limit): return ofTrends(series, etaOf: limit)
    default: return ofTrends(series, etaOf: nil)
    }
  }

  private func ofTrends(_ series: [Series], etaOf limit: Quantity?) -> [GroupVerdict] {
    let units = series.map { SeriesTimes($0, rule, isEta: limit != nil) }
    let criteria = series.map { self.criteria(of: $0, isEta: limit != nil) }
    let trends = series.indices.map { index in
      problem(series[index], units[index]) == nil
        ? Trend(units[index].processes, criteria[index]) : nil
    }
    let adjusted = Holm.adjusted(trends.map { $0?.hasTooFew == false ? $0?.probability ?? 1 : 1 })
    let newest = series.indices.map { index in
      trends[index] == nil ? nil : NewestProcess.trend(series[index], units[index], criteria[index])
    }
    let adjustedNewest = Holm.adjusted(newest.map { $0?.probability ?? 1 })
    return series.indices.map { index in
      let reached = limit.flatMap { self.reached($0, series[index]) }
      if let problem = problem(series[index], units[index]) {
        return reached
          ?? entry(
            GroupVerdict(undecided: problem, SampleGroup(name: series[index].group)), series[index])
      }
      guard let trend = trends[index] else {
        return entry(.init(undecided: .missing("")), series[index])
      }
      if trend.hasTooFew {
        return reached
          ?? entry(
            .init(undecided: tooFew(series[index]), SampleGroup(name: series[index].group)),
            series[index])
      }
      let reading = TrendReading(rule, series[index], units[index])
      let rate = limit != nil ? .hour : rule.assertion.limit.rate
      let find = { (trend: Trend, probability: Double, isOfNewest: Bool) in
        var finding = TrendFinding(trend, probability: probability, rate: rate)
        finding.isOfNewest = isOfNewest
        if limit != nil { finding.takeFasterEnd() }
        reading.complete(&finding)
        finding.takeSlopes(series[index], units[index], criteria[index])
        return finding
      }
      var finding = find(trend, adjusted[index], false)
      if finding.days == nil, let newest = newest[index], reading.mayJudgeNewestAlone {
        let own = find(newest, adjustedNewest[index], true)
        if own.isWorse(than: finding) || limit != nil && own.isFaster(than: finding) {
          finding = own
        }
      }
      if finding.verdict.outcome == .pass, finding.days == nil {
        let restarts = PossibleRestarts(rule: rule, isEta: limit != nil, tests: series.count)
        finding.take(possibleRestarts: restarts.starts(in: series[index], criteria[index]))
      }
      return entry(verdict(finding, series[index], etaOf: limit), series[index])
    }
  }

  /// The criteria for the slope within an instance, of which a sum has as many as instances.
  private func criteria(of series: Series, isEta: Bool) -> Trend.Criteria {
    var criteria = rule.series.criteria(for: dimension, rule.assertion, isEta: isEta)
    criteria.limit /= Double(series.instances)
    criteria.findsLateRises = series.instances == 1
    return criteria
  }

  private func entry(_ verdict: GroupVerdict, _ series: Series) -> GroupVerdict {
    var verdict = verdict
    verdict.origin = .init(instance: series.instance, position: series.position)
    verdict.findings.series = series.points
    return verdict
  }

  private func problem(_ series: Series, _ times: SeriesTimes) -> OpenReason? {
    if let problem = series.problem { return problem }
    if series.points.count < rule.series.minSnapshots { return tooFew(series) }
    if let open = series.points.firstIndex(where: { !$0.isSure }) {
      return .missing("the value of snapshot \(open + 1) is not certain")
    }
    return times.problem
  }

  private func tooFew(_ series: Series) -> OpenReason {
    let count = series.points.count
    if count >= rule.series.minSnapshots {
      return .data("each process has fewer than 3 snapshots after its warm-up")
    }
    return Self.tooFew(count, needed: rule.series.minSnapshots)
  }

  private static func tooFew(_ count: Int, needed: Int) -> OpenReason {
    .data(
      "there \(count == 1 ? "is" : "are") \(count.counted("snapshot")); \(needed) are needed")
  }

  private func verdict(
    _ finding: TrendFinding, _ series: Series, etaOf limit: Quantity?
  ) -> GroupVerdict {
    if let limit { return eta(finding, series, limit) }
    var verdict = GroupVerdict(
      name: series.group, outcome: Outcome(finding.verdict.outcome), value: finding.slope,
      interval: Interval(finding.slope))
    verdict.findings.trend = finding
    if verdict.outcome == .undecided {
      (verdict.findings.reason, verdict.isAllowable) = (TrendText.doubt(finding), true)
    }
    return verdict
  }
}

extension Outcome {
  init(_ outcome: TrendVerdict.Outcome) {
    switch outcome {
    case .pass: self = .pass
    case .fail: self = .fail
    case .undecided: self = .undecided
    }
  }
}

extension SeriesCheck {
  // MARK: eta

  /// How long it takes until a limit is reached: at the latest by the lower bound of the slope.
  private func eta(_ finding: TrendFinding, _ series: Series, _ limit: Quantity) -> GroupVerdict {
    var finding = finding
    let (newest, wanted) = (series.newest, rule.assertion.limit.value)
    if newest >= limit.value {
      finding.eta = .init(latest: 0, likely: 0)
      return etaVerdict(finding, series, .fail, nil)
    }
    let hour = Quantity.Rate.hour.nanoseconds
    let isTooSoon = { time in rule.assertion.comparison == .above ? time <= wanted : time < wanted }
    let time = { slope in slope > 0 ? (limit.value - newest) / slope * hour : Double.infinity }
    switch finding.verdict.outcome {
    case .pass: return etaVerdict(finding, series, .pass, nil)
    case .undecided: return etaVerdict(finding, series, .undecided, TrendText.doubt(finding))
    case .fail:
      let eta = TrendFinding.Eta(latest: time(finding.lowerBound), likely: time(finding.slope))
      finding.eta = eta
      if isTooSoon(eta.latest) { return etaVerdict(finding, series, .fail, nil) }
      guard isTooSoon(eta.likely) else { return etaVerdict(finding, series, .pass, nil) }
      return etaVerdict(finding, series, .undecided, "the slope is not certain enough")
    }
  }

  /// What has reached the limit fails, however few snapshots there are; nil if the newest is below it, or not known.
  private func reached(_ limit: Quantity, _ series: Series) -> GroupVerdict? {
    guard series.problem == nil, series.points.last?.isSure == true, series.newest >= limit.value
    else { return nil }
    var verdict = GroupVerdict(
      name: series.group, outcome: .fail, value: 0, interval: Interval(0))
    verdict.findings.reason = "\(limit) is reached"
    return entry(verdict, series)
  }

  private func etaVerdict(
    _ finding: TrendFinding, _ series: Series, _ outcome: Outcome, _ reason: String?
  ) -> GroupVerdict {
    let value = finding.eta?.likely ?? .infinity
    var verdict = GroupVerdict(
      name: series.group, outcome: outcome, value: value,
      interval: Interval(value, finding.eta?.latest ?? .infinity))
    verdict.findings = .init(trend: finding, reason: reason)
    verdict.isAllowable = reason != nil
    return verdict
  }

  // MARK: rises

  /// Snapshots of instances are not of one moment, so their sum has no values that could rise one after the other.
  private static let noSum = "rises() applies to one instance; write over: each or over: worst"

  /// How many times the newest process ended by rising; with fewer snapshots than can break the limit there is no
  /// answer.
  private func rises(_ series: Series) -> GroupVerdict {
    let ofSum = series.instances > 1 ? OpenReason.missing(Self.noSum) : nil
    if let problem = series.problem ?? ofSum {
      return entry(.init(undecided: problem, SampleGroup(name: series.group)), series)
    }
    let limit = rule.assertion.limit.value
    let needed = max(
      2, Int(max(0, min(limit, 1e9))) + (rule.assertion.comparison == .atMost ? 2 : 1))
    guard series.points.count >= needed else {
      return entry(
        .init(
          undecided: Self.tooFew(series.points.count, needed: needed),
          SampleGroup(name: series.group)),
        series)
    }
    let newest = series.points.filter { $0.process == series.points.last?.process }
    var count = 0
    for (before, after) in zip(newest, newest.dropFirst()).reversed() {
      guard after.value > before.value else { break }
      count += 1
    }
    let isSure = newest.suffix(count + 2).allSatisfy(\.isSure)
    let interval = isSure ? Interval(Double(count)) : Interval(0, Double(newest.count - 1))
    return entry(
      GroupVerdict(
        name: series.group, outcome: interval.outcome(rule.assertion.comparison, limit),
        value: Double(count), interval: interval), series)
  }
}
