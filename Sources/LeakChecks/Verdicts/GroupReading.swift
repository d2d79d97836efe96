/// Says what the values of a rule's measure mean, a group each.
struct GroupReading {
  private let rule: Rule
  private let values: RuleValues
  private let comparison: ComparisonOperator
  private let limit: Double

  init(_ rule: Rule, _ values: RuleValues) {
    self.rule = rule
    self.values = values
    comparison = rule.assertion.comparison
    limit = rule.assertion.limit.value
  }

  func groups() throws(RuleValues.Missing) -> [GroupVerdict] {
    let groups =
      switch rule.assertion.measure {
      case .ratio: ratio()
      case .applied(.share, _): share()
      case .applied(.growth, _), .applied(.growthPercent, _): growth()
      default: plain()
      }
    guard !groups.isEmpty else {
      throw RuleValues.Missing("the profile has no samples, so there is nothing to group")
    }
    return groups
  }

  private func plain() -> [GroupVerdict] {
    let tally = values.metrics[0]
    return tally.groups.indices.map { index in
      let amount = tally.amount(at: index)
      return verdict(tally.groups[index], amount.sure, amount.interval)
    }
  }

  private func share() -> [GroupVerdict] {
    let (tally, total) = (values.metrics[0], values.total ?? Amount())
    return tally.groups.indices.map { index in
      let (group, amount) = (tally.groups[index], tally.amount(at: index))
      guard let share = amount.interval.divided(by: total.interval), total.possible > 0 else {
        return undecided(group, "the total is 0, so there is no share")
      }
      let value = total.sure > 0 ? amount.sure / total.sure * 100 : 0
      let interval = Interval(min(100, share.low * 100), min(100, share.high * 100))
      // What is missing of a part or of a cut profile may match or not.
      let isAll = amount == total && total.possible.isFinite
      return verdict(group, value, isAll ? Interval(100) : interval)
    }
  }

  /// Nothing by nothing is nothing; anything else by nothing is undecided.
  private func ratio() -> [GroupVerdict] {
    let (first, second) = (values.metrics[0], values.metrics[1])
    let matched = Tally.union([first.matched, second.matched])
    let groups = matched.isEmpty ? Tally.union([first.groups, second.groups]) : matched
    let (dividends, divisors) = (Tally.Lookup(first), Tally.Lookup(second))
    return groups.map { group in
      let (amount, divisor) = (
        dividends.amount(ofShared: group), divisors.amount(ofShared: group)
      )
      if divisor.possible == 0, amount.possible == 0 { return verdict(group, 0, Interval(0)) }
      guard let interval = amount.interval.divided(by: divisor.interval), divisor.possible > 0
      else {
        return undecided(group, "the divisor \(rule.assertion.measure.metrics[1]) is 0")
      }
      return verdict(group, divisor.sure > 0 ? amount.sure / divisor.sure : .infinity, interval)
    }
  }

  private func growth() -> [GroupVerdict] {
    let (tally, baseline) = (values.metrics[0], values.baseline ?? Tally())
    let (newest, earlier) = (Tally.Lookup(tally), Tally.Lookup(baseline))
    return Tally.union([tally.groups, baseline.groups]).map { group in
      let (now, before) = (newest.amount(ofShared: group), earlier.amount(ofShared: group))
      guard rule.assertion.measure.function == .growthPercent else {
        return verdict(group, now.sure - before.sure, now.growth(since: before))
      }
      let interval = now.growthPercent(since: before)
      let factor = before.sure > 0 ? now.sure / before.sure : now.sure > 0 ? .infinity : 1
      return verdict(group, (factor - 1) * 100, interval)
    }
  }

  // MARK: Verdicts

  private func verdict(
    _ group: SampleGroup, _ value: Double, _ interval: Interval
  ) -> GroupVerdict {
    var outcome = interval.outcome(comparison, limit)
    // A group that is not known may be a part of another: too little of it is no failure.
    if group.isOpen, outcome == .fail, !comparison.isUpperLimit { outcome = .undecided }
    return GroupVerdict(group, outcome: outcome, value: value, interval: interval)
  }

  private func undecided(_ group: SampleGroup, _ reason: String) -> GroupVerdict {
    GroupVerdict(undecided: .missing(reason), group)
  }
}
