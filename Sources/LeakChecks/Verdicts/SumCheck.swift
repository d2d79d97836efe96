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
      return InstanceCheck.explained(groups, rule, readers).map(placed)
    } catch {
      return [GroupVerdict(undecided: error.reason)]
    }
  }

  private func sum() throws(RuleValues.Missing) -> (RuleValues, [MetricReader]) {
    var (sum, all): (RuleValues?, [MetricReader]) = (nil, [])
    var times: [Double] = []
    for check in checks {
      let group = check.sources[0].group
      guard group.isOrdered, let newest = group.snapshots.last else {
        let reason = OpenReason.unknownOrder(of: group).text
        throw .init("\(check.instance.name): \(reason)")
      }
      if let staleness = check.staleness { throw .init("\(check.instance.name): \(staleness)") }
      times.append(Double(newest.timeNanos))
      let readers = try check.readers(newest)
      let values = try RuleValues(rule, readers, check.snapshotSet.advice)
      if sum == nil { sum = values } else { sum?.add(values) }
      all += readers
    }
    guard let sum else { throw .init("there is no profile") }
    if checks.count > 1 { try check(times) }
    return (sum, all)
  }

  private func check(_ times: [Double]) throws(RuleValues.Missing) {
    guard !times.contains(0), let first = times.min(), let last = times.max() else {
      throw .init("times are not known, so it is unclear which snapshots to add up")
    }
    guard last - first <= Self.patience else {
      throw .init("the newest snapshots of the instances are \(TimeText.span(last - first)) apart")
    }
  }

  /// The instance that has most of it shows its stacks.
  private func placed(_ entry: GroupVerdict) -> GroupVerdict {
    var entry = entry
    let heaviest = checks.max { value(of: entry, $0) < value(of: entry, $1) }
    entry.origin = .init(
      position: heaviest.map {
        .init(instance: $0.number, snapshot: max(0, $0.sources[0].group.snapshots.count - 1))
      })
    return entry
  }

  private func value(of entry: GroupVerdict, _ check: InstanceCheck) -> Double {
    let reader = MetricReader(check.sources[0], rule, check.active.suppressions)
    return reader.newest()?.matchedAmount(called: entry.group)?.sure ?? 0
  }

  // MARK: Series

  /// One series a group, with the processes of all instances.
  func series() -> [SeriesCheck.Series] {
    let all = checks.map { $0.series() }
    if let broken = all.flatMap({ $0 }).first(where: { $0.problem != nil }) { return [broken] }
    let names = Set(all.flatMap { $0.map(\.group) }).sorted()
    return names.map { name in
      var sum = SeriesCheck.Series(group: name)
      sum.instances = checks.count
      for (stratum, own) in all.enumerated() {
        for series in own where series.group == name { sum.add(series, stratum: stratum) }
      }
      return sum
    }
  }
}
