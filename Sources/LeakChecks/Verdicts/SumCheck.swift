import ProfileStatistics

/// Checks a rule on the sum of all instances.
struct SumCheck {
  private let rule: Rule
  private let checks: [InstanceCheck]
  /// The newest snapshots that are added lie within five minutes.
  private static let patience = 300e9

  init(_ rule: Rule, _ checks: [InstanceCheck]) {
    self.rule = rule
    self.checks = checks
  }

  func level() -> [GroupVerdict] {
    do throws(RuleValues.Missing) {
      let (values, readers) = try sum()
      let groups = try GroupReading(rule, values).groups()
      let own = checks.map { Tally.Lookup(newest(of: $0)) }
      return InstanceCheck.explained(groups, rule, readers).map { placed($0, own) }
    } catch {
      return [GroupVerdict(undecided: error.reason)]
    }
  }

  private func sum() throws(RuleValues.Missing) -> (RuleValues, [MetricReader]) {
    var (sum, all): (RuleValues?, [MetricReader]) = (nil, [])
    var newestOfAll: [Snapshot] = []
    for check in checks {
      let group = check.sources[0].group
      guard group.isOrdered, let newest = group.snapshots.last else {
        let reason = OpenReason.unknownOrder(of: group).text
        throw .init("\(check.instance.name): \(reason)")
      }
      if let staleness = check.staleness { throw .init("\(check.instance.name): \(staleness)") }
      newestOfAll.append(newest)
      let readers = try check.readers(newest)
      let values = try RuleValues(rule, readers, check.snapshotSet.advice)
      if sum == nil { sum = values } else { sum?.add(values) }
      all += readers
    }
    guard let sum else { throw .init("there is no profile") }
    if checks.count > 1 { try check(newestOfAll) }
    return (sum, all)
  }

  /// Whether snapshots are of one moment.
  private func check(_ snapshots: [Snapshot]) throws(RuleValues.Missing) {
    if let unknown = snapshots.first(where: { $0.timeNanos == 0 }) {
      throw .init("\(unknown.name) has no time, so it is unclear whether to add it up")
    }
    let times = snapshots.map { Double($0.timeNanos) }
    guard let first = times.min(), let last = times.max() else { return }
    guard last - first <= Self.patience else {
      throw .init("the newest snapshots of the instances are \(TimeText.span(last - first)) apart")
    }
  }

  private func newest(of check: InstanceCheck) -> Tally {
    MetricReader(check.sources[0], rule, check.active.suppressions).newest() ?? Tally()
  }

  /// The instance that has most of it shows its stacks.
  ///
  /// - `own`: what each instance has.
  private func placed(_ entry: GroupVerdict, _ own: [Tally.Lookup]) -> GroupVerdict {
    var entry = entry
    let values = own.map { $0.matchedAmount(of: entry.group)?.sure ?? 0 }
    let heaviest = checks.indices.max { values[$0] < values[$1] }.map { checks[$0] }
    entry.origin = .init(
      position: heaviest.map {
        .init(instance: $0.number, snapshot: max(0, $0.sources[0].group.snapshots.count - 1))
      })
    return entry
  }

  // MARK: Series

  /// One series a group, with the processes of all instances.
  func series() -> [SeriesCheck.Series] {
    let all = checks.map { $0.series() }
    if let broken = all.flatMap({ $0 }).first(where: { $0.problem != nil }) { return [broken] }
    var sums: [String: SeriesCheck.Series] = [:]
    for (stratum, own) in all.enumerated() {
      for series in own {
        sums[series.group, default: .init(group: series.group)].add(series, stratum: stratum)
      }
    }
    return sums.values.sorted { $0.group < $1.group }.map { sum in
      var sum = sum
      sum.instances = checks.count
      return sum
    }
  }
}
