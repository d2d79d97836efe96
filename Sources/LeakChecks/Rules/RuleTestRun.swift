/// What came of a rule's own test.
package struct RuleTestResult: Sendable {
  package let test: RuleTest
  /// What the rule says of the series.
  package let verdict: Verdict

  package var isGood: Bool { verdict.outcome == test.expect }
}

extension RuleSet {
  /// Runs the tests of the rule files, without profiles.
  ///
  /// The series are the values of the metric. A rule that looks at one snapshot sees the last value; one
  /// that needs a baseline takes the first value as that; shares and ratios are the values themselves.
  package func runTests() -> [RuleTestResult] {
    tests.compactMap { test in
      rules.first { $0.id == test.rule }.map {
        RuleTestResult(test: test, verdict: SyntheticCheck(rule: $0).verdict(of: test))
      }
    }
  }
}

/// Checks a rule on a series that somebody made up.
private struct SyntheticCheck {
  let rule: Rule

  func verdict(of test: RuleTest) -> Verdict {
    var verdict = Verdict(rule, .undecided)
    verdict.dimension =
      MeasureRules.dimension(of: rule.assertion.measure, knowing: MeasureRules.byName) ?? .count
    verdict.groups =
      rule.assertion.measure.isOfSeries ? ofSeries(test) : test.series.map { newest($0.values) }
    verdict.groups.sort { $0.outcome.badness > $1.outcome.badness }
    verdict.outcome = verdict.groups.first?.outcome ?? .undecided
    if let worst = verdict.groups.first, !worst.isMeasured { verdict.reason = worst.reason }
    return verdict
  }

  private func ofSeries(_ test: RuleTest) -> [GroupVerdict] {
    let metric = rule.assertion.measure.metrics.first
    let dimension = metric.flatMap { MeasureRules.byName($0).dimension } ?? .count
    var series = test.series.enumerated().map { number, series in
      SeriesCheck.Series(
        group: "", points: series.points(every: test.every),
        instance: test.series.count > 1 ? "\(number + 1)" : "")
    }
    if rule.over == .sum, series.count > 1 { series = [sum(series)] }
    return SeriesCheck(rule, dimension: dimension).verdicts(series)
  }

  private func sum(_ all: [SeriesCheck.Series]) -> SeriesCheck.Series {
    var sum = SeriesCheck.Series(group: "")
    sum.instances = all.count
    for (stratum, series) in all.enumerated() {
      sum.points += series.points
      sum.strata += [Int](repeating: stratum, count: series.points.count)
    }
    return sum
  }

  private func newest(_ values: [Double]) -> GroupVerdict {
    let amounts = values.map { Amount(sure: $0, possible: $0) }
    let (first, last) = (amounts.first ?? Amount(), amounts.last ?? Amount())
    let interval =
      switch rule.assertion.measure.function {
      case .growth: last.growth(since: first)
      case .growthPercent: last.growthPercent(since: first)
      default: last.interval
      }
    let outcome = interval.outcome(rule.assertion.comparison, rule.assertion.limit.value)
    return GroupVerdict(name: "", outcome: outcome, value: interval.low, interval: interval)
  }
}
