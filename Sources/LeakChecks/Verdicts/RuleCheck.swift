/// Holds one rule against the evidence.
struct RuleCheck {
  let rule: Rule
  let lookup: MetricLookup
  let suppressions: SuppressionBook
  /// How many stacks a verdict shows.
  let stackLimit: Int

  /// - Throws: `AssertionError` if the rule asks for what the profiles cannot mean.
  func verdict() throws(AssertionError) -> Verdict {
    var sources: [MetricSource] = []
    for metric in rule.assertion.measure.metrics {
      switch try lookup.find(metric) {
      case .found(let source): sources.append(source)
      case .missing(let reason): return .undecided(rule, because: reason)
      }
    }
    try MeasureRules.check(rule.assertion) { metric in
      let source = sources.first { $0.metric == metric }
      return MeasureRules.Knowledge(
        dimension: source?.dimension, valueDimension: source?.valueDimension,
        isExactCount: source?.isExactCount)
    }
    if !rule.isOptional {
      let spelling = SelectorSpelling(lookup.evidence)
      let doubts = rule.assertion.measure.metrics.lazy.map(\.selector).compactMap(spelling.doubt)
      if let doubt = doubts.first { return .undecided(rule, because: doubt) }
    }
    return verdict(sources)
  }

  private func verdict(_ sources: [MetricSource]) -> Verdict {
    let active = suppressions.active(for: rule, in: sources[0])
    let readers = sources.map { MetricReader($0, per: rule.per, active.suppressions) }
    if let lacking = readers.first(where: \.lacksBaseline) {
      return .undecided(rule, because: Self.noBaseline(lacking.source))
    }
    let comparing = readers.first { $0.comparesBaseline(for: rule.assertion.measure.function) }
    if let file = comparing?.baselineThatIsChecked {
      return .undecided(
        rule, because: "the baseline \(file) is what is checked, so nothing can differ from it")
    }
    var verdict = Verdict(rule, .undecided)
    verdict.dimension =
      MeasureRules.dimension(of: rule.assertion.measure) { metric in
        MeasureRules.Knowledge(dimension: sources.first { $0.metric == metric }?.dimension)
      } ?? .number
    switch GroupReading(rule, readers).groups() {
    case .failure(let missing):
      (verdict.reason, verdict.lacksOnlyData) = (missing.reason.text, missing.reason.isAllowable)
    case .success(let groups): verdict.groups = groups.sorted(by: isWorse)
    }
    guard let worst = verdict.groups.first else { return verdict }
    verdict.outcome = worst.outcome
    verdict.notes = active.notes + NoteTaker(rule, sources).notes
    addStacks(of: worst, readers[0], to: &verdict)
    if verdict.outcome == .fail { verdict.postmortem = postmortem(of: worst, readers) }
    return verdict
  }

  /// What the goroutines of the rule cost, if it looks at goroutines.
  private func postmortem(of worst: GroupVerdict, _ readers: [MetricReader]) -> Postmortem? {
    for reader in readers where reader.source.group.name.hasPrefix("goroutine") {
      guard let measurer = reader.newestMeasurer(),
        let stack = StackRanking(measurer, limit: 1).stacks(in: worst.name).first
      else { continue }
      return Postmortem(site: stack.site, in: lookup.evidence)
    }
    return nil
  }

  static func noBaseline(_ source: MetricSource) -> String {
    "there is no baseline of the group '\(source.group.name)'; --baseline gives one"
  }

  /// Failures first, then what is undecided; among equals what is farther from the limit.
  private func isWorse(_ left: GroupVerdict, _ right: GroupVerdict) -> Bool {
    if left.outcome != right.outcome { return left.outcome.badness > right.outcome.badness }
    let (one, other) = (excess(left), excess(right))
    return one != other ? one > other : left.name < right.name
  }

  private func excess(_ group: GroupVerdict) -> Double {
    let value = group.trend?.lowerBound ?? group.value
    switch rule.assertion.comparison {
    case .atMost, .below: return value
    case .atLeast, .above: return -value
    case .equal, .notEqual: return (value - rule.assertion.limit.value).magnitude
    }
  }

  /// The stacks behind the worst group, compared with the baseline or the first snapshot if the rule does.
  private func addStacks(of worst: GroupVerdict, _ reader: MetricReader, to verdict: inout Verdict)
  {
    let source = reader.source
    if source.kind == .stackBytes || source.kind == .residentBytes { return }
    let measurer = source.kind == .goneStacks ? reader.goneMeasurer() : reader.newestMeasurer()
    guard let measurer else { return }
    let earlier: Snapshot? =
      switch rule.assertion.measure.function {
      case .growth, .growthPercent: source.group.baselines.first
      case .slope, .rises: source.group.snapshots.first
      case .share, nil: nil
      }
    let before = earlier.flatMap(reader.measurer).map {
      StackRanking($0, limit: stackLimit).values(in: worst.name)
    }
    verdict.stacks = StackRanking(measurer, limit: stackLimit).stacks(
      in: worst.name, before: before)
    verdict.stackDimension = source.valueDimension
    if source.kind != .longestWait {
      var whole = measurer
      whole.grouping = nil
      verdict.total = whole.sum()
    }
  }
}

extension Outcome {
  /// Which of two outcomes counts for a rule.
  fileprivate var badness: Int {
    switch self {
    case .fail: 2
    case .undecided: 1
    case .pass: 0
    }
  }
}
