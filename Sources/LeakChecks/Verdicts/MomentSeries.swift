/// The values over time of rules about one moment, which show since when an entry is what it is.
struct MomentSeries {
  private let rule: Rule
  private let checks: [InstanceCheck]

  init(_ rule: Rule, _ checks: [InstanceCheck]) {
    self.rule = rule
    self.checks = checks
  }

  /// Adds the series and the baseline to the worst entries.
  func add(to verdict: inout Verdict) {
    let shown = verdict.groups.indices.prefix(Verdict.shownEntries)
    let instances = Set(shown.compactMap { verdict.groups[$0].position?.instance })
    for check in checks where instances.contains(check.number) {
      let own = shown.filter { check.isOf(verdict.groups[$0]) }
      addBaseline(to: &verdict, own, check)
      guard !rule.assertion.measure.isOfSeries, hasMoments(check) else { continue }
      for (index, points) in zip(own, moments(check, of: own.map { verdict.groups[$0].group })) {
        verdict.groups[index].findings.series = points
        verdict.groups[index].findings.crossing = crossing(check, points)
      }
    }
  }

  /// The whole of an instance at each moment; empty if the order of its moments is not known.
  func whole(of check: InstanceCheck) -> [SeriesPoint] {
    hasMoments(check) ? moments(check, of: [.all])[0] : []
  }

  /// Whether a moment tells the value by itself, and is one of several whose order is known.
  private func hasMoments(_ check: InstanceCheck) -> Bool {
    guard rule.over != .sum, rule.assertion.measure.function != .outlier else { return false }
    return check.sources[0].group.isOrdered
      && !check.sources.contains { $0.kind.isAgainstBaseline }
  }

  /// The moments of each of some groups.
  private func moments(
    _ check: InstanceCheck, of names: [SampleGroup]
  ) -> [[SeriesPoint]] {
    let builds = check.instance.processes.map { SeriesPoint.Build($0.buildID) }
    var moments = [[SeriesPoint]](repeating: [], count: names.count)
    for snapshot in check.sources[0].group.snapshots {
      let groups = check.values(snapshot)
      for (index, name) in names.enumerated() {
        let found = groups.first { check.part != nil || $0.group.hasName(of: name) }
        guard let group = found ?? absent(name, from: groups), group.isMeasured,
          group.value.isFinite
        else { continue }
        let fails = SeriesPoint.fails(group.value, rule.assertion)
        moments[index].append(
          SeriesPoint(
            time: snapshot.sinceNanos, value: group.value, process: snapshot.process,
            build: builds.indices.contains(snapshot.process) ? builds[snapshot.process] : .unknown,
            isSure: group.interval.isPoint, isOpen: group.outcome == .undecided && !fails))
      }
    }
    return moments
  }

  /// What a group that a moment lacks is there: 0; nil if not all that the moment has is known.
  private func absent(_ name: SampleGroup, from groups: [GroupVerdict]) -> GroupVerdict? {
    guard rule.grouping != nil, !groups.isEmpty,
      groups.allSatisfy({ $0.isMeasured && $0.interval.isPoint })
    else { return nil }
    let outcome = Interval(0).outcome(rule.assertion.comparison, rule.assertion.limit.value)
    return GroupVerdict(name, outcome: outcome, value: 0, interval: Interval(0))
  }

  /// Where the limit was crossed for the last time; nil if no moment surely breaks it.
  private func crossing(_ check: InstanceCheck, _ points: [SeriesPoint]) -> GroupVerdict.Crossing? {
    guard var first = points.lastIndex(where: { $0.fails(rule.assertion) }) else { return nil }
    var index = first
    while index > 0, points[index - 1].isOpen || points[index - 1].fails(rule.assertion) {
      index -= 1
      if !points[index].isOpen { first = index }
    }
    return GroupVerdict.Crossing(
      first: first, earliest: index,
      reason: index < first ? reason(check, points, at: first - 1) : nil)
  }

  /// Why it is not known whether a moment breaks the limit; nil if moments and snapshots do not match.
  private func reason(_ check: InstanceCheck, _ points: [SeriesPoint], at index: Int) -> String? {
    let snapshots = check.sources[0].group.snapshots
    guard snapshots.count == points.count, let readers = try? check.momentReaders(snapshots[index])
    else { return nil }
    return OpenReason(of: rule.assertion.measure.function, readers).text
  }

  /// A metric has a baseline; what a function makes of it has none.
  private func addBaseline(to verdict: inout Verdict, _ own: [Int], _ check: InstanceCheck) {
    let isMetric =
      switch rule.assertion.measure {
      case .plain, .eta: true
      case .applied(let function, _): function.isOfSeries
      case .ratio: false
      }
    guard isMetric, !check.sources[0].group.baselines.isEmpty,
      let tally = MetricReader(check.sources[0], rule, check.active.suppressions).baseline()
    else { return }
    for index in own {
      let own = verdict.groups[index].group
      guard let row = tally.groups.firstIndex(where: own.hasName) else { continue }
      verdict.groups[index].findings.baseline = tally.amount(at: row).sure
    }
  }
}

extension InstanceCheck {
  /// The rule's measure in a snapshot, by group; empty if it cannot be measured.
  func values(_ snapshot: Snapshot) -> [GroupVerdict] {
    do throws(RuleValues.Missing) {
      let readers = try momentReaders(snapshot)
      return try GroupReading(rule, RuleValues(rule, readers, snapshotSet.advice)).groups()
    } catch {
      return []
    }
  }
}

extension SeriesPoint {
  /// Whether the rule of an assertion fails at this moment.
  package func fails(_ assertion: Assertion) -> Bool { Self.fails(value, assertion) }

  static func fails(_ value: Double, _ assertion: Assertion) -> Bool {
    Interval(value).outcome(assertion.comparison, assertion.limit.value) == .fail
  }
}
