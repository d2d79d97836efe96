/// The claim of a rule: a measure, a comparison and a limit.
///
/// For example `listen: count(frame:(*Stream).listen) <= 200`; an id is for the command line only.
package struct Assertion: Equatable, Sendable {
  package var id: String?
  /// Whether a `?` stands behind the id: then a selector that looks misspelt is taken as it stands.
  package var isOptional = false
  package var measure: Measure
  package var comparison: ComparisonOperator
  package var limit: Quantity
  /// Where the comparison stands.
  package var column = SourceColumn(1)
}

extension Assertion {
  /// Whether its limit is an amount that a value may reach, as no trend has and nothing that must not be there.
  package var isOfAmount: Bool { !measure.isOfSeries && limit.value != 0 }

  /// Whether it holds for every value that the measure may have: nothing that is counted is below 0, and no share is
  /// above 100 %.
  package var alwaysHolds: Bool {
    switch measure {
    case .plain, .ratio, .eta, .applied(.share, _), .applied(.rises, _): break
    case .applied: return false
    }
    switch comparison {
    case .atLeast: return limit.value <= 0
    case .above, .notEqual: return limit.value < 0
    case .atMost: return measure.function == .share && limit.value >= 100
    case .below, .equal: return false
    }
  }
}

/// How a measured value is checked against a limit.
package enum ComparisonOperator: String, CaseIterable, Sendable {
  case atMost = "<="
  case below = "<"
  case atLeast = ">="
  case above = ">"
  case equal = "=="
  case notEqual = "!="

  /// What holds when this does not.
  package var opposite: ComparisonOperator {
    switch self {
    case .atMost: .above
    case .below: .atLeast
    case .atLeast: .below
    case .above: .atMost
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }

  /// Whether the limit is one from above.
  package var isUpperLimit: Bool { self == .atMost || self == .below }
}

/// A number made of one metric or two.
package enum Measure: Equatable, Sendable {
  /// The metric of the newest snapshot.
  case plain(Metric)
  case applied(MeasureFunction, Metric)
  /// The first metric divided by the second.
  case ratio(Metric, Metric)
  /// How long until the metric reaches a limit.
  case eta(Metric, Quantity)

  /// The metrics it is made of.
  package var metrics: [Metric] {
    switch self {
    case .plain(let metric), .applied(_, let metric), .eta(let metric, _): [metric]
    case .ratio(let first, let second): [first, second]
    }
  }

  /// Whether it looks at all snapshots instead of one.
  package var isOfSeries: Bool {
    if case .eta = self { return true }
    return function?.isOfSeries == true
  }

  /// Whether it is made of the trend of a series.
  package var hasTrend: Bool { isOfSeries && function != .rises }

  /// The function that is applied, if one of a single metric is.
  package var function: MeasureFunction? {
    guard case .applied(let function, _) = self else { return nil }
    return function
  }
}

/// What can be made of a metric.
package enum MeasureFunction: String, CaseIterable, Sendable {
  /// Percent of the same metric without its selector.
  case share
  /// The newest value minus the baseline's.
  case growth
  /// The same in percent of the baseline's.
  case growthPercent = "growth_pct"
  /// The Theil–Sen slope, a snapshot.
  case slope
  /// How many consecutive times the series ended by rising.
  case rises
  /// How far an instance is from the others.
  case outlier

  /// Whether it looks at all snapshots instead of the newest.
  package var isOfSeries: Bool { self == .slope || self == .rises }
  /// Whether it needs a baseline.
  package var needsBaseline: Bool { self == .growth || self == .growthPercent }
}

/// A number that a snapshot has: the name of a sample type or of something counted, and the samples
/// that take part.
package struct Metric: Equatable, Sendable {
  /// The group of profiles, where several have the metric: `heap` of `heap/inuse_space()`.
  package var group: String?
  package var name: String
  package var selector: SampleSelector
  /// Where the metric begins.
  package var column = SourceColumn(1)
}

extension MeasureFunction {
  /// Whether a name is that of a function, so that a metric of that name is quoted.
  static func isReserved(_ name: String) -> Bool {
    name == "ratio" || name == "eta" || MeasureFunction(rawValue: name) != nil
  }
}
