import ProfileAnalysis

/// Decides which suppressions hold for which rule.
struct SuppressionIndex {
  let suppressions: [Suppression]
  let today: CalendarDate

  /// The suppressions that apply to a rule, and messages about those that do not.
  struct Active {
    var suppressions: [ActiveSuppression] = []
    var notes: [String] = []
    var uses: [SuppressionUse] = []
  }

  /// The suppressions of a rule that its first metric decides on.
  ///
  /// One whose samples make more than its cap in any snapshot holds in none: a series must not jump.
  ///
  /// - `sources`: where the metric is measured; several for a rule on the sum of instances.
  func active(for rule: Rule, in sources: [MetricSource]) -> Active {
    var active = Active()
    guard let source = sources.first else { return active }
    for suppression in suppressions
    where suppression.isFor(rule: rule.id) && !suppression.hasExpired(on: today) {
      if let cap = suppression.max, !ActiveSuppression.fits(cap, source.dimension) {
        active.notes += Self.lettersOfBytes(cap, suppression, source.dimension)
        continue
      }
      let sum = sources.map { largestSum(of: suppression, rule, $0) }.reduce(Amount(), +)
      if let use = ActiveSuppression(suppression, sum, source.dimension) {
        active.suppressions.append(use)
      }
      guard let cap = suppression.max else { continue }
      active.uses.append(
        SuppressionUse(
          id: suppression.id, sum: sum.sure, cap: cap.value, isOver: sum.sure > cap.value))
      if sum.sure > cap.value {
        active.notes.append(
          "suppression \(suppression.id) exceeds its max of \(cap), so its samples count")
      }
    }
    return active
  }

  /// That a `5k` which may be meant as a count is one of bytes, as it has always been.
  private static func lettersOfBytes(
    _ cap: Quantity, _ suppression: Suppression, _ dimension: Dimension
  ) -> [String] {
    guard cap.hasCountLetter, dimension == .count else { return [] }
    return [
      "the max \(cap) of suppression \(suppression.id) is in bytes, so it does not apply to counts; for counts, write \(cap.asCount)"
    ]
  }

  /// The largest sum of a suppression's samples in a rule's metric, over the snapshots that count.
  func largestSum(
    of suppression: Suppression, _ rule: Rule, _ source: MetricSource
  ) -> Amount {
    let isOfSeries = rule.assertion.measure.isOfSeries
    let snapshots = isOfSeries ? source.group.snapshots : source.group.judged
    let reader = MetricReader(source, rule)
    return snapshots.compactMap { reader.sum(of: suppression, in: $0) }.reduce(into: Amount()) {
      largest, sum in
      largest.sure = max(largest.sure, sum.sure)
      largest.possible = max(largest.possible, sum.possible)
    }
  }

  /// The suppressions of some rules that match no sample at all.
  func unused(in snapshotSet: SnapshotSet) -> [Suppression] {
    let profiles = snapshotSet.groups.flatMap { $0.snapshots + $0.baselines }.flatMap(\.profiles)
    return suppressions.filter { suppression in
      !suppression.hasExpired(on: today)
        && profiles.allSatisfy { $0.answers(suppression.match).isSubset(of: [.no]) }
    }
  }

  var expired: [Suppression] { suppressions.filter { $0.hasExpired(on: today) } }
}

/// A suppression as far as it holds for a rule.
struct ActiveSuppression: Equatable, Sendable {
  let id: String
  let match: SampleSelector
  /// Whether it surely holds: where its cap may be broken, it only may.
  let certainty: Certainty
}

extension ActiveSuppression {
  /// Nil if its samples make more than its cap, or its cap is for other rules.
  init?(_ suppression: Suppression, _ sum: Amount, _ dimension: Dimension) {
    guard let cap = suppression.max else {
      self.init(id: suppression.id, match: suppression.match, certainty: .yes)
      return
    }
    guard Self.fits(cap, dimension), sum.sure <= cap.value else { return nil }
    self.init(
      id: suppression.id, match: suppression.match,
      certainty: sum.possible > cap.value ? .maybe : .yes)
  }

  /// A cap in another unit than the metric's is for other rules.
  static func fits(_ cap: Quantity, _ dimension: Dimension) -> Bool {
    guard let unit = cap.unit else { return dimension == .count || cap.value == 0 }
    return unit.dimension == dimension
  }
}
