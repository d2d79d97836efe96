import ProfileStatistics

/// A sum over samples: of those that surely match, and of those that may.
struct Amount: Equatable, Sendable {
  /// The sum over the samples that surely match.
  var sure = 0.0
  /// The sum over all that may match; infinite where the source is known to be incomplete.
  var possible = 0.0
  /// The weight of one sampled event; 0 if every event was counted.
  var rate = 0.0

  /// The median of several snapshots of one group.
  static func median(_ amounts: [Amount]) -> Amount {
    Amount(
      sure: Median.of(amounts.map(\.sure)), possible: Median.of(amounts.map(\.possible)),
      rate: Median.of(amounts.map(\.rate)))
  }

  /// What two instances have together.
  static func + (left: Amount, right: Amount) -> Amount {
    Amount(
      sure: left.sure + right.sure, possible: left.possible + right.possible,
      rate: max(left.rate, right.rate))
  }

  /// The sum and what chance may have made of it.
  var interval: Interval {
    let low = sure == 0 ? 0 : max(0, lowerEnd)
    return Interval(low, centre(of: possible) + halfWidth(of: possible))
  }

  /// This less a baseline; the variances of both add up.
  func growth(since baseline: Amount) -> Interval {
    Interval(
      centre(of: sure) - baseline.centre(of: baseline.possible)
        - Self.length(halfWidth(of: sure), baseline.halfWidth(of: baseline.possible)),
      centre(of: possible) - baseline.centre(of: baseline.sure)
        + Self.length(halfWidth(of: possible), baseline.halfWidth(of: baseline.sure)))
  }

  private var lowerEnd: Double { centre(of: sure) - halfWidth(of: sure) }

  /// The middle of the 95 % score interval of a sum of sampled events.
  private func centre(of sum: Double) -> Double { sum + 1.92 * rate }

  private func halfWidth(of sum: Double) -> Double {
    rate == 0 ? 0 : 1.96 * (sum * rate + 0.96 * rate * rate).squareRoot()
  }

  private static func length(_ one: Double, _ other: Double) -> Double {
    (one * one + other * other).squareRoot()
  }
}

extension Amount {
  /// This in percent of a baseline, less 100; infinite where there was nothing before.
  func growthPercent(since baseline: Amount) -> Interval {
    let (now, before) = (interval, baseline.interval)
    if let factor = now.divided(by: before) {
      return Interval((factor.low - 1) * 100, (factor.high - 1) * 100)
    }
    return Interval(now.low > 0 ? .infinity : 0, now.high > 0 ? .infinity : 0)
  }
}

extension Interval {
  /// The quotient of two numbers that are not negative; nil when the second is surely 0.
  func divided(by other: Interval) -> Interval? {
    guard other.high > 0 else { return nil }
    let low = other.high.isInfinite ? 0 : self.low / other.high
    return Interval(low, other.low > 0 ? high / other.low : .infinity)
  }
}

/// The values that a number may have; both ends belong to it.
package struct Interval: Equatable, Sendable {
  package var low: Double
  package var high: Double

  package init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// A number that is known.
  package init(_ value: Double) { self.init(value, value) }

  /// Whether the number is known.
  package var isPoint: Bool { low == high }

  /// The outcome of a comparison with a limit: pass if it holds for every value, fail if for none.
  package func outcome(_ comparison: ComparisonOperator, _ limit: Double) -> Outcome {
    let (all, some) =
      switch comparison {
      case .atMost: (high <= limit, low <= limit)
      case .below: (high < limit, low < limit)
      case .atLeast: (low >= limit, high >= limit)
      case .above: (low > limit, high > limit)
      case .equal: (isPoint && low == limit, low <= limit && limit <= high)
      case .notEqual: (limit < low || high < limit, !(isPoint && low == limit))
      }
    return all ? .pass : some ? .undecided : .fail
  }
}

/// Whether something holds for a sample, as far as its format tells.
enum Certainty: UInt8, CaseIterable, Comparable, Sendable {
  case no, maybe, yes

  init(_ holds: Bool) { self = holds ? .yes : .no }

  /// The opposite; what may hold may also not hold.
  var negated: Certainty {
    switch self {
    case .no: .yes
    case .maybe: .maybe
    case .yes: .no
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Whether both hold.
  static func && (left: Self, right: Self) -> Certainty { min(left, right) }
}
