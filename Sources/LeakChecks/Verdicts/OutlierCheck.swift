import ProfileModel
import ProfileStatistics

/// Checks how far each instance is from the others: |value − median| / (1.4826 · MAD).
struct OutlierCheck {
  private let rule: Rule
  private let checks: [InstanceCheck]
  /// Fewer instances do not show what is usual.
  private static let fewest = 8

  init(_ rule: Rule, _ checks: [InstanceCheck]) {
    self.rule = rule
    self.checks = checks
  }

  /// Instances are compared with those of their version, or with all where paths tell none.
  func entries() -> [GroupVerdict] {
    let versions = Set(checks.map { $0.instance.version ?? "" }).sorted()
    return versions.flatMap { version in
      entries(of: checks.filter { $0.instance.version ?? "" == version })
    }
  }

  private func entries(of checks: [InstanceCheck]) -> [GroupVerdict] {
    let amounts = checks.map { check in
      check.staleness != nil
        ? nil
        : MetricReader(check.sources[0], rule, check.active.suppressions).newest()?
          .amount(of: .all)
    }
    return zip(checks, Self.entries(amounts, rule.assertion)).map { check, entry in
      var entry = check.staleness.map { GroupVerdict(undecided: .missing($0)) } ?? entry
      entry.group = SampleGroup(name: check.part ?? "")
      entry.origin = .init(
        instance: check.title,
        position: .init(
          instance: check.number, snapshot: max(0, check.sources[0].group.snapshots.count - 1)))
      return entry
    }
  }

  /// How far each amount is from all that are known for sure.
  static func entries(_ amounts: [Amount?], _ assertion: Assertion) -> [GroupVerdict] {
    let values = amounts.compactMap { $0 }.filter { !$0.isOpen }.map(\.sure)
    return amounts.map { entry($0, among: values, assertion) }
  }

  private static func entry(
    _ amount: Amount?, among values: [Double], _ assertion: Assertion
  ) -> GroupVerdict {
    guard values.count >= fewest else {
      return GroupVerdict(
        undecided: .data(
          "there \(values.count == 1 ? "is" : "are") \(values.count.counted("instance")) to compare; \(fewest) are needed"
        ))
    }
    guard let amount, !amount.isOpen else {
      return GroupVerdict(undecided: .missing("the value is not certain"))
    }
    let median = Median.of(values)
    let spread = 1.4826 * Median.of(values.map { ($0 - median).magnitude })
    let distance = (amount.sure - median).magnitude
    guard spread > 0 || distance < max(1, median.magnitude / 100) else {
      return GroupVerdict(
        undecided: .data("all others are equal, so there is no spread to compare with"))
    }
    let z = spread > 0 ? distance / spread : 0
    let interval = Interval(z)
    return GroupVerdict(
      name: "", outcome: interval.outcome(assertion.comparison, assertion.limit.value),
      value: z, interval: interval)
  }
}
