/// A level that rose with each of its last snapshots, which are too few for a trend.
///
/// Five rises in a row that end above all before them are no chance; fewer must also raise the level by half. Simulated,
/// 20,000 runs each of 4 to 11 healthy snapshots: at most .001 of P(5) to P(2000) are said to rise (.005 of 4 snapshots
/// of P(60)), and .009 of autocorrelated ones (φ = .6). Any rise from the first snapshot to the last was said of .04.
package struct ShortRise: Sendable, Equatable {
  /// What rose.
  package let metric: String
  /// Where it rose; empty where there is only one instance.
  package let instance: String
  /// How many snapshots are above the one before them, in a row up to the newest.
  let rises: Int
  /// How many snapshots there are, and how many a trend needs.
  let count: Int
  let needed: Int
  /// The values before the rise and at its end.
  let first: Double
  let last: Double
  /// How long the rise took, in nanoseconds; nil if unknown.
  let length: Int64?

  private static let fewest = 3
  private static let fewestAfterLevel = 4
  /// So many rises in a row need not raise the level by half.
  private static let many = 5

  /// Nil if it did not rise, or only by what chance may do.
  init?(_ series: [SeriesPoint], of rule: Rule, in instance: String) {
    let needed = rule.series.minSnapshots
    guard series.count < needed, series.allSatisfy(\.isSure),
      let rises = Self.rises(series.map(\.value), atLeast: Self.leastGrowth(of: rule))
    else { return nil }
    metric = rule.assertion.measure.description
    (self.instance, self.rises, self.needed) = (instance, rises, needed)
    count = series.count
    let (start, end) = (series[count - 1 - rises], series[count - 1])
    (first, last) = (start.value, end.value)
    length = start.time == 0 || end.time <= start.time ? nil : end.time - start.time
  }

  /// A trend does not tell smaller ones either.
  private static func leastGrowth(of rule: Rule) -> Double {
    rule.series.criteria(for: .count, rule.assertion, isEta: false).leastRise
  }

  /// How many of the last values rose; nil if chance may do it.
  static func rises(_ values: [Double], atLeast growth: Double) -> Int? {
    guard let last = values.last else { return nil }
    let rises = zip(values, values.dropFirst()).reversed().prefix { $0 < $1 }.count
    let before = values.prefix(values.count - rises).sorted()
    guard rises >= (before.count == 1 ? fewest : fewestAfterLevel),
      values.dropLast().allSatisfy({ $0 < last })
    else { return nil }
    let level = before[before.count / 2]
    let isLarge = rises >= many || last - level >= level / 2
    return isLarge && last - level >= growth ? rises : nil
  }

  /// `rose with each of the last 6 of 11 snapshots, from 390 to 871 in 5 min; 12 are needed for a trend`.
  package var text: String {
    let which = rises + 1 == count ? "\(count)" : "the last \(rises) of \(count)"
    let span = length.map { " in \(TimeText.span(Double($0)))" } ?? ""
    return
      "rose with each of \(which) snapshots, from \(Int64(clamping: first)) to \(Int64(clamping: last))\(span); "
      + "\(needed) are needed for a trend"
  }
}

extension ShortRise {
  /// The rises of all instances that a built-in rule about a level was checked on, the largest first: who gave no rules
  /// learns of them.
  static func all(of rule: Rule, _ checks: [InstanceCheck]) -> [ShortRise] {
    guard rule.isBuiltIn, rule.per == nil, case .plain = rule.assertion.measure else { return [] }
    let moments = MomentSeries(rule, checks)
    let rises = checks.compactMap { check -> ShortRise? in
      let count = check.sources[0].group.snapshots.count
      guard (fewest + 1..<rule.series.minSnapshots).contains(count) else { return nil }
      return ShortRise(moments.whole(of: check), of: rule, in: check.title)
    }
    return rises.sorted { left, right in
      let (one, other) = (left.last - left.first, right.last - right.first)
      return one != other ? one > other : left.instance < right.instance
    }
  }
}
