package import ProfileAnalysis

/// The result of a rule's own test.
package struct RuleTestResult: Sendable {
  package let test: RuleTest
  /// The rule's verdict on the series.
  package let verdict: Verdict

  package var isGood: Bool { difference == nil }

  /// What differs from what was expected; nil if nothing does.
  package var difference: String? {
    guard verdict.outcome == test.expect else {
      return "expected \(test.expect.rawValue), found \(verdict.outcome.rawValue)"
    }
    let worst = verdict.groups.first
    if let value = test.value, worst?.value != value {
      return "expected the value \(value), found \(worst.map { "\($0.value)" } ?? "none")"
    }
    let found = worst?.stacks.first?.fingerprint
    if let fingerprint = test.fingerprint, found?.hasPrefix(fingerprint) != true {
      return "expected the fingerprint \(fingerprint), found \(found ?? "none")"
    }
    if let instance = test.instance, worst?.instance != instance {
      return "expected the instance \(instance), found \(worst?.instance ?? "none")"
    }
    return nil
  }
}

/// The result of all tests.
package struct RuleTestRun: Sendable {
  package var results: [RuleTestResult] = []
  /// Terms that no profile of a rule's tests matches: `listen: no test of it has a profile that matches frame:x`.
  package var untested: [String] = []

  /// 1 if an outcome differs, 2 if a term was not tested.
  package var exitStatus: Int32 {
    if !results.allSatisfy(\.isGood) { return 1 }
    return untested.isEmpty ? 0 : 2
  }
}

extension RuleSet {
  /// Runs the tests of the rule files.
  ///
  /// Series are the values of the metric. A rule that looks at one snapshot sees the last value; one
  /// that needs a baseline takes the first value as that; shares and ratios are the values themselves.
  ///
  /// - `load`: reads the profiles of a test, given a path and where the test stands.
  /// - Throws: what `load` throws, or `RuleError`.
  package func runTests(
    today: CalendarDate = CalendarDate(secondsSince1970: 0),
    _ load: (_ path: String, TestOrigin) throws -> [SnapshotSet.Input] = { _, _ in [] }
  ) throws -> RuleTestRun {
    var run = RuleTestRun()
    var profiles: [String: [ProfileGroup]] = [:]
    for (index, test) in tests.enumerated() {
      guard let rule = rules.first(where: { $0.id == test.rule }) else { continue }
      guard let path = test.profile, testOrigins.indices.contains(index) else {
        run.results.append(
          RuleTestResult(test: test, verdict: SyntheticCheck(rule: rule).verdict(of: test)))
        continue
      }
      let origin = testOrigins[index]
      let snapshotSet = try SnapshotSet(
        profiles: load(path, origin),
        baselines: try test.baseline.map { try load($0, origin) } ?? [])
      profiles[rule.id, default: []] += snapshotSet.groups
      let set = RuleSet(rules: [rule], suppressions: suppressions)
      let report = try CheckReport(set, on: snapshotSet, today: today)
      run.results += report.verdicts.map { RuleTestResult(test: test, verdict: $0) }
    }
    for rule in rules where !rule.isOptional {
      let spelling = SelectorSpelling(profiles[rule.id] ?? [])
      for term in rule.assertion.measure.metrics.map(\.selector).flatMap(spelling.unmatched) {
        run.untested.append("\(rule.id): no test of it has a profile that matches \(term)")
      }
    }
    return run
  }
}

/// Checks a rule on a series that the user made up.
private struct SyntheticCheck {
  let rule: Rule

  func verdict(of test: RuleTest) -> Verdict {
    var verdict = Verdict(rule, .undecided)
    verdict.dimension =
      MeasureRules.dimension(of: rule.assertion.measure, knowing: MeasureRules.byName) ?? .count
    verdict.groups = rule.assertion.measure.isOfSeries ? ofSeries(test) : ofMoment(test)
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
    for (stratum, series) in all.enumerated() { sum.add(series, stratum: stratum) }
    return sum
  }

  /// The verdicts on the newest value of each instance, or on their sum.
  private func ofMoment(_ test: RuleTest) -> [GroupVerdict] {
    let newest = test.series.map { amount($0.values.last) }
    if rule.assertion.measure.function == .outlier {
      return OutlierCheck.entries(newest, rule.assertion)
    }
    let first = test.series.map { amount($0.values.first) }
    guard rule.over == .sum else { return zip(first, newest).map(entry) }
    return [entry(first.reduce(Amount(), +), newest.reduce(Amount(), +))]
  }

  private func amount(_ value: Double?) -> Amount {
    Amount(sure: value ?? 0, possible: value ?? 0)
  }

  private func entry(_ first: Amount, _ last: Amount) -> GroupVerdict {
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
