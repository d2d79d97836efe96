/// Reads the values of a rule's measure, a group each, and says what each means.
struct GroupReading {
  /// Why there is nothing to read.
  struct Missing: Error {
    let reason: OpenReason

    /// - Parameter reason: what is missing.
    init(_ reason: String) { self.reason = .missing(reason) }

    init(_ reason: OpenReason) { self.reason = reason }
  }

  private let rule: Rule
  private let readers: [MetricReader]
  private let comparison: ComparisonOperator
  private let limit: Double

  init(_ rule: Rule, _ readers: [MetricReader]) {
    self.rule = rule
    self.readers = readers
    comparison = rule.assertion.comparison
    limit = rule.assertion.limit.value
  }

  func groups() -> Result<[GroupVerdict], Missing> {
    do throws(Missing) {
      try checkLabel()
      let groups = try read()
      guard !groups.isEmpty else {
        throw Missing("the profile has no sample, so there is nothing to tell apart")
      }
      return .success(explained(groups))
    } catch {
      return .failure(error)
    }
  }

  private func checkLabel() throws(Missing) {
    guard case .label(let key) = rule.per, !readers.contains(where: { $0.hasLabel(key) }) else {
      return
    }
    throw Missing("no sample has the label '\(key)', so there is nothing to tell apart")
  }

  /// Says once for all groups why they are undecided.
  private func explained(_ groups: [GroupVerdict]) -> [GroupVerdict] {
    guard groups.contains(where: \.lacksReason) else { return groups }
    let reason = OpenReason(of: rule.assertion.measure.function, readers)
    return groups.map { group in
      var group = group
      if group.lacksReason { (group.reason, group.isAllowable) = (reason.text, reason.isAllowable) }
      return group
    }
  }

  private func read() throws(Missing) -> [GroupVerdict] {
    switch rule.assertion.measure {
    case .plain: try plain()
    case .ratio: try ratio()
    case .applied(.share, _): try share()
    case .applied(.growth, _), .applied(.growthPercent, _): try growth()
    case .applied(.slope, _), .applied(.rises, _): try ofSeries()
    }
  }

  // MARK: The newest snapshot

  private func plain() throws(Missing) -> [GroupVerdict] {
    let tally = try newest(readers[0])
    return tally.groups.sorted().map { group in
      let amount = tally.amount(of: group)
      return verdict(group, amount.sure, amount.interval)
    }
  }

  private func share() throws(Missing) -> [GroupVerdict] {
    let tally = try newest(readers[0])
    let total = readers[0].total() ?? Amount()
    return tally.groups.sorted().map { group in
      let amount = tally.amount(of: group)
      guard let share = amount.interval.divided(by: total.interval), total.possible > 0 else {
        return undecided(group, "there is nothing to take a share of")
      }
      let value = total.sure > 0 ? amount.sure / total.sure * 100 : 0
      let interval = Interval(min(100, share.low * 100), min(100, share.high * 100))
      return verdict(group, value, amount == total ? Interval(100) : interval)
    }
  }

  private func ratio() throws(Missing) -> [GroupVerdict] {
    let (first, second) = (try newest(readers[0]), try newest(readers[1]))
    let matched = Set(first.amounts.keys).union(second.amounts.keys)
    let groups = matched.isEmpty ? first.groups.union(second.groups) : matched
    return groups.sorted().map { group in
      let (amount, divisor) = (first.amount(ofShared: group), second.amount(ofShared: group))
      guard let interval = amount.interval.divided(by: divisor.interval), divisor.possible > 0
      else {
        return undecided(group, "the divisor \(readers[1].source.metric) is 0")
      }
      return verdict(group, divisor.sure > 0 ? amount.sure / divisor.sure : .infinity, interval)
    }
  }

  private func growth() throws(Missing) -> [GroupVerdict] {
    let tally = try newest(readers[0])
    guard let baseline = readers[0].baseline() else {
      throw Missing(RuleCheck.noBaseline(readers[0].source))
    }
    return tally.groups.union(baseline.groups).sorted().map { group in
      let (now, before) = (tally.amount(ofShared: group), baseline.amount(ofShared: group))
      guard rule.assertion.measure.function == .growthPercent else {
        return verdict(group, now.sure - before.sure, now.growth(since: before))
      }
      let interval = now.growthPercent(since: before)
      let factor = before.sure > 0 ? now.sure / before.sure : now.sure > 0 ? .infinity : 1
      return verdict(group, (factor - 1) * 100, interval)
    }
  }

  private func newest(_ reader: MetricReader) throws(Missing) -> Tally {
    guard let tally = reader.newest() else { throw missing(reader) }
    return tally
  }

  private func missing(_ reader: MetricReader) -> Missing {
    Missing("a snapshot does not have \(reader.source.metric.name)")
  }

  // MARK: Series

  private func series() throws(Missing) -> (groups: [SampleGroup], tallies: [Tally]) {
    guard let tallies = readers[0].series() else { throw missing(readers[0]) }
    let groups = tallies.reduce(into: Set<SampleGroup>()) { $0.formUnion($1.groups) }
    return (groups.sorted(), tallies)
  }

  private func ofSeries() throws(Missing) -> [GroupVerdict] {
    let (groups, tallies) = try series()
    let series = groups.map { group in
      SeriesReading.Series(
        group: group.name, values: tallies.map { $0.amount(ofShared: group) })
    }
    let reading = SeriesReading(rule, dimension: readers[0].source.dimension)
    return rule.assertion.measure.function == .slope
      ? try reading.slopes(series) : try reading.rises(series)
  }

  // MARK: Verdicts

  private func verdict(
    _ group: SampleGroup, _ value: Double, _ interval: Interval
  ) -> GroupVerdict {
    var outcome = interval.outcome(comparison, limit)
    // A group that is not known may be a part of another: too little of it is no failure.
    if group.isOpen, outcome == .fail, !comparison.isUpperLimit { outcome = .undecided }
    return GroupVerdict(name: group.name, outcome: outcome, value: value, interval: interval)
  }

  private func undecided(_ group: SampleGroup, _ reason: String) -> GroupVerdict {
    GroupVerdict(
      name: group.name, outcome: .undecided, value: 0, interval: Interval(0, .infinity),
      reason: reason)
  }
}

extension GroupVerdict {
  fileprivate var lacksReason: Bool { outcome == .undecided && reason == nil }
}
