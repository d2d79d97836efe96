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
        RuleTestResult(test: test, verdict: SyntheticCheck(rule: $0).verdict(of: test.series))
      }
    }
  }
}

/// Holds a rule against a series that somebody made up.
private struct SyntheticCheck {
  let rule: Rule

  func verdict(of values: [Double]) -> Verdict {
    var verdict = Verdict(rule, .undecided)
    verdict.dimension =
      MeasureRules.dimension(of: rule.assertion.measure, knowing: MeasureRules.byName) ?? .count
    let amounts = values.map { Amount(sure: $0, possible: $0) }
    do throws(GroupReading.Missing) {
      verdict.groups = try groups(amounts, verdict.dimension)
    } catch {
      verdict.reason = error.reason.text
    }
    verdict.outcome = verdict.groups.first?.outcome ?? .undecided
    return verdict
  }

  private func groups(
    _ amounts: [Amount], _ dimension: Dimension
  ) throws(GroupReading.Missing) -> [GroupVerdict] {
    let series = [SeriesReading.Series(group: "", values: amounts)]
    let reading = SeriesReading(rule, dimension: dimension)
    switch rule.assertion.measure.function {
    case .slope: return try reading.slopes(series)
    case .rises: return try reading.rises(series)
    case .growth, .growthPercent, .share, nil: return [newest(amounts)]
    }
  }

  private func newest(_ amounts: [Amount]) -> GroupVerdict {
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
