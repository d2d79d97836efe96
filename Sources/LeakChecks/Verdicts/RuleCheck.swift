import ProfileAnalysis
import ProfileStatistics

/// Checks one rule against the snapshot set.
struct RuleCheck {
  let rule: Rule
  let snapshotSet: SnapshotSet
  let suppressions: SuppressionIndex
  /// How many stacks an entry shows.
  let stackLimit: Int
  /// When it is checked, in nanoseconds since 1970; for `max_age`.
  var now: Int64?
  /// Whether rules about one moment tell their values at all moments, too.
  var keepsSeries = false

  /// - Throws: `AssertionError` if the rule asks for what the profiles cannot mean.
  func verdict() throws(AssertionError) -> Verdict {
    let groups = snapshotSet.groups
    if let grouping = rule.perPath, !snapshotSet.tells(grouping) {
      return missing(groups, "no path names a \(grouping.rawValue)")
    }
    let (sources, lacking) = try sources(in: groups)
    if let lacking { return missing(groups, lacking) }
    try checkMeasure(of: sources)
    let spelling = SelectorSpelling(groups, [], snapshotSet.names)
    if let doubt = spellingDoubt(spelling, groups) { return missing(groups, doubt) }
    var verdict = try verdict(sources)
    addUnmatched(to: &verdict, spelling)
    if let file = snapshotSet.missing.first(where: { $0.concerns(sources.map(\.group)) }) {
      doubt(
        &verdict,
        for:
          "\(file.name) could not be read, and the verdict may depend on it: replace or remove it")
    }
    return verdict
  }

  /// Where the rule's metrics are measured, and why the first that is missing cannot be.
  private func sources(
    in groups: [ProfileGroup]
  ) throws(AssertionError) -> (found: [MetricSource], lacking: String?) {
    let lookup = MetricLookup(groups: groups)
    var sources: [MetricSource] = []
    for metric in rule.assertion.measure.metrics {
      switch try lookup.find(metric) {
      case .found(let source): sources.append(source)
      case .missing(let reason): return (sources, reason)
      }
    }
    return (sources, nil)
  }

  /// Throws if the rule's limit or terms do not fit what is measured.
  private func checkMeasure(of sources: [MetricSource]) throws(AssertionError) {
    try MeasureRules.check(rule.assertion) { metric in
      let source = sources.first { $0.metric == metric }
      return MeasureRules.Knowledge(
        dimension: source?.dimension, valueDimension: source?.valueDimension,
        isExactCount: source?.isExactCount)
    }
  }

  // MARK: Spelling

  private var selectors: [SampleSelector] { rule.assertion.measure.metrics.map(\.selector) }

  /// Why a term looks misspelt, unless the rule's own tests confirm its spelling; nil if none does.
  private func spellingDoubt(_ spelling: SelectorSpelling, _ groups: [ProfileGroup]) -> String? {
    guard !rule.isOptional, let doubt = selectors.lazy.compactMap(spelling.doubt).first else {
      return nil
    }
    let tested = SelectorSpelling(
      groups, snapshotSet.testProfiles[rule.id] ?? [], snapshotSet.names)
    return selectors.contains { tested.doubt(about: $0) != nil } ? doubt : nil
  }

  private func addUnmatched(to verdict: inout Verdict, _ spelling: SelectorSpelling) {
    verdict.unmatched = selectors.flatMap(spelling.unmatched)
    guard !rule.isOptional else { return }
    verdict.unmatched += selectors.flatMap(spelling.doubtful)
    verdict.likeUnmatched = selectors.map(spelling.likeUnmatched)
      .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  // MARK: Outcomes

  /// What was judged may have passed only because something is missing; what failed has failed.
  private func doubt(_ verdict: inout Verdict, for reason: String) {
    // Entries keep their order, whatever becomes of their outcomes.
    verdict.groups = verdict.ordered
    let doubt = GroupVerdict.Findings(reason: reason)
    for index in verdict.groups.indices where verdict.groups[index].outcome == .pass {
      verdict.groups[index].outcome = .undecided
      if verdict.groups[index].hasFindings {
        verdict.groups[index].findings.reason = reason
      } else {
        verdict.groups[index].findings = doubt
      }
      verdict.groups[index].isAllowable = false
    }
    if verdict.outcome == .pass { verdict.outcome = .undecided }
  }

  private func missing(_ groups: [ProfileGroup], _ reason: String) -> Verdict {
    let file = snapshotSet.missing.first { $0.concerns([]) }
    return .undecided(
      rule, because: reason + (file.map { "; \($0.name) could not be read" } ?? ""))
  }

  private func verdict(_ sources: [MetricSource]) throws(AssertionError) -> Verdict {
    var verdict = Verdict(rule, .undecided)
    verdict.dimension =
      MeasureRules.dimension(of: rule.assertion.measure) { metric in
        MeasureRules.Knowledge(dimension: sources.first { $0.metric == metric }?.dimension)
      } ?? .number
    verdict.stackDimension = sources[0].valueDimension
    var checks: [InstanceCheck] = []
    for check in all {
      switch try check.readiness() {
      case .ready(let check): checks.append(check)
      case .leftOut(let message, let fails):
        verdict.leftOut.append(message)
        if fails { verdict.failedAtTheirEnd.append(check.instance.name) }
      case .undecided(let entry): verdict.groups.append(entry)
      }
    }
    if rule.over == .sum { checks = suppressingTogether(checks) }
    verdict.instances = InstanceCounts(of: verdict.groups)
    verdict.hasInstances = checks.count + verdict.groups.count > 1 && rule.over != .sum
    add(checks, to: &verdict)
    finish(&verdict, checks, sources)
    return verdict
  }

  /// What there is to check: the instances, or their versions or services.
  private var all: [InstanceCheck] {
    snapshotSet.instances.enumerated().flatMap { number, instance in
      InstanceCheck(
        rule: rule, instance: instance, number: number, snapshotSet: snapshotSet,
        suppressions: suppressions, now: now
      ).parts
    }
  }

  /// The checks of each version or service, in the order of their names; all together if those are not distinguished.
  private func parted(_ checks: [InstanceCheck]) -> [(name: String, checks: [InstanceCheck])] {
    Set(checks.map { $0.part ?? "" }).sorted().map { name in
      (name, checks.filter { $0.part ?? "" == name })
    }
  }

  /// The checks with the suppressions that hold for their sum: a cap is one for all of them.
  private func suppressingTogether(_ checks: [InstanceCheck]) -> [InstanceCheck] {
    parted(checks).flatMap { _, checks in
      let active = suppressions.active(for: rule, in: checks.map { $0.sources[0] })
      return checks.enumerated().map { index, check in
        var check = check
        // Notes and uses are said once.
        check.active =
          index == 0 ? active : SuppressionIndex.Active(suppressions: active.suppressions)
        return check
      }
    }
  }

  private func sums(
    _ checks: [InstanceCheck], _ sum: (SumCheck) -> [GroupVerdict]
  ) -> [GroupVerdict] {
    parted(checks).flatMap { name, checks in
      sum(SumCheck(rule, checks)).map { entry in
        var entry = entry
        if !name.isEmpty { entry.group = SampleGroup(name: name) }
        return entry
      }
    }
  }

  /// The series of all instances of each version or service together.
  private func summedSeries(_ checks: [InstanceCheck]) -> [SeriesCheck.Series] {
    parted(checks).flatMap { SumCheck(rule, $0.checks).series() }
  }

  /// Adds the entries of the instances.
  private func add(_ checks: [InstanceCheck], to verdict: inout Verdict) {
    if checks.isEmpty, verdict.groups.isEmpty {
      verdict.reason =
        verdict.leftOut.first.map { "nothing is left to judge: \($0)" }
        ?? "there is no profile"
      return
    }
    if rule.assertion.measure.isOfSeries {
      let series =
        rule.over == .sum ? summedSeries(checks) : checks.flatMap { $0.series() }
      verdict.groups += SeriesCheck(
        rule, dimension: checks.first?.sources[0].dimension ?? verdict.dimension
      )
      .verdicts(series)
    } else if rule.over == .sum {
      verdict.groups += sums(checks) { $0.level() }
    } else if rule.assertion.measure.function == .outlier {
      verdict.groups += OutlierCheck(rule, checks).entries()
    } else {
      for check in checks {
        let entries = check.level()
        // One list may be large, and joining it to nothing would copy it.
        if verdict.groups.isEmpty { verdict.groups = entries } else { verdict.groups += entries }
      }
    }
    verdict.instances =
      rule.over == .sum
      ? InstanceCounts(together: checks.count) : InstanceCounts(of: verdict.groups)
    if rule.over == .worst { verdict.groups = worstOfEach(verdict.groups) }
  }

  /// One entry a group: that of the worst instance.
  private func worstOfEach(_ entries: [GroupVerdict]) -> [GroupVerdict] {
    var known: Set<SampleGroup> = []
    return entries.sorted(by: EntryOrder(rule).isWorse).filter { known.insert($0.group).inserted }
  }

  private func finish(
    _ verdict: inout Verdict, _ checks: [InstanceCheck], _ sources: [MetricSource]
  ) {
    EntryOrder(rule).bringWorst(Verdict.shownEntries, toFrontOf: &verdict.groups)
    verdict.notes =
      checks.flatMap(\.active.notes) + VerdictCaveats(rule, checks.first?.sources ?? sources).notes
    verdict.suppressed = checks.flatMap(\.active.uses)
    guard let worst = verdict.groups.first else { return }
    verdict.outcome = worst.outcome
    if !verdict.hasInstances, verdict.groups.count == 1, !worst.isMeasured {
      // One instance without a value: the rule as a whole has none.
      (verdict.reason, verdict.lacksOnlyData) = (worst.reason, worst.isAllowable)
      if worst.name.isEmpty, worst.series.isEmpty { verdict.groups = [] }
    }
    if let hint = hintOfSeries(verdict) { verdict.notes.append(hint) }
    addStacks(to: &verdict, checks)
    if keepsSeries { MomentSeries(rule, checks).add(to: &verdict) }
    verdict.rises = ShortRise.all(of: rule, checks)
    guard verdict.outcome == .fail, let check = checks.first(where: { $0.isOf(worst) })
    else { return }
    verdict.postmortem =
      rule.over == .sum
      ? Postmortem(of: verdict.groups[0], sumOf: checks.filter { $0.part == check.part })
      : check.postmortem(of: worst)
  }

  /// Many instances of one snapshot each may be one series under other names.
  private func hintOfSeries(_ verdict: Verdict) -> String? {
    guard rule.assertion.measure.isOfSeries, snapshotSet.instances.count > 1,
      snapshotSet.instances.allSatisfy({ $0.groups.allSatisfy { $0.snapshots.count <= 1 } })
    else { return nil }
    return CheckAdvice.behind(
      "\(snapshotSet.instances.count) instances of one snapshot", snapshotSet.advice.forSeries)
  }

  private func addStacks(to verdict: inout Verdict, _ checks: [InstanceCheck]) {
    // The groups of one snapshot mostly follow each other; the stacks of more are not kept at a time.
    var stacks: SnapshotStacks?
    for index in verdict.groups.indices.prefix(Verdict.shownEntries) {
      let entry = verdict.groups[index]
      guard entry.outcome != .pass, entry.isMeasured,
        let check = checks.first(where: { $0.isOf(entry) })
      else { continue }
      if rule.over == .sum {
        SumStacks(checks.filter { $0.part == check.part }, limit: stackLimit)
          .add(to: &verdict.groups[index])
        continue
      }
      if stacks?.isOf(entry, check) != true {
        stacks = SnapshotStacks(of: entry, check, limit: stackLimit)
      }
      stacks?.add(to: &verdict.groups[index])
    }
  }
}

extension Outcome {
  /// Which of two outcomes counts for a rule.
  var badness: Int {
    switch self {
    case .fail: 2
    case .undecided: 1
    case .pass: 0
    }
  }
}
