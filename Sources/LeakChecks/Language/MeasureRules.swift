/// What may be asked of a measure: which comparisons, functions, selectors and units fit it.
enum MeasureRules {
  /// Facts about a metric, from its name or from the profile that has it.
  struct Knowledge {
    /// What it measures; nil when that is not known yet.
    var dimension: Dimension?
    /// The dimension of its stacks' `value`; nil if not known yet.
    var valueDimension: Dimension?
    /// Whether it is an exact count rather than a sampled estimate; nil if not known yet.
    var isExactCount: Bool?
  }

  /// Checks what can be checked without a profile.
  static func check(_ assertion: Assertion) throws(AssertionError) {
    for metric in assertion.measure.metrics {
      try checkSelector(of: metric)
      try check(metric.selector)
    }
    if case .applied(let function, let metric) = assertion.measure {
      try check(function, of: metric)
    }
    if let rate = assertion.limit.rate, assertion.measure.function != .slope {
      throw AssertionError(
        column: assertion.limit.column.number,
        reason: .rateNotHere(rate.rawValue, of: "\(assertion.measure)"))
    }
    try check(assertion, knowing: byName)
    if assertion.measure.function == .share, assertion.limit.value > 100 {
      throw AssertionError(
        column: assertion.limit.column.number, reason: .sentence("a share is at most 100%"))
    }
  }

  /// The facts that follow from a metric's name.
  static func byName(_ metric: Metric) -> Knowledge {
    let dimension = KnownMetrics.dimension(of: metric.name)
    let isExact = KnownMetrics.isExactCount(metric.name)
    return Knowledge(
      dimension: dimension, valueDimension: KnownMetrics.dimensionOfValue(metric.name),
      isExactCount: dimension == nil ? nil : isExact)
  }

  /// Checks the comparison and all units against what is known about the metrics.
  static func check(
    _ assertion: Assertion, knowing: (Metric) -> Knowledge
  ) throws(AssertionError) {
    try checkComparison(assertion, knowing: knowing)
    if let dimension = dimension(of: assertion.measure, knowing: knowing) {
      try check(assertion.limit, fits: dimension, of: "\(assertion.measure)")
    }
    if case .eta(let metric, let limit) = assertion.measure,
      let dimension = knowing(metric).dimension
    {
      try check(limit, fits: dimension, of: "\(metric)")
    }
    for metric in assertion.measure.metrics {
      guard let dimension = knowing(metric).valueDimension else { continue }
      try checkValueTerms(of: metric, dimension)
    }
  }

  /// The dimension of a measure; nil if not known yet.
  static func dimension(of measure: Measure, knowing: (Metric) -> Knowledge) -> Dimension? {
    switch measure {
    case .applied(.share, _), .applied(.growthPercent, _): .percent
    case .applied(.rises, _): .count
    case .applied(.outlier, _): .number
    case .eta: .time
    case .plain(let metric), .applied(_, let metric): knowing(metric).dimension
    case .ratio(let first, let second):
      ratio(of: knowing(first).dimension, to: knowing(second).dimension)
    }
  }

  private static func ratio(of first: Dimension?, to second: Dimension?) -> Dimension? {
    guard let first, let second else { return nil }
    return second == .count && first != .count ? first : .number
  }

  /// Checks the units of waits, which need no profile.
  static func check(_ selector: SampleSelector) throws(AssertionError) {
    for term in selector.terms {
      guard case .amount(.wait, _, let quantity) = term.condition else { continue }
      try check(quantity, fits: .time, of: "wait")
    }
  }

  private static func checkValueTerms(
    of metric: Metric, _ dimension: Dimension
  ) throws(AssertionError) {
    for term in metric.selector.terms {
      guard case .amount(.value, _, let quantity) = term.condition else { continue }
      try check(quantity, fits: dimension, of: "value")
    }
  }

  private static func checkSelector(of metric: Metric) throws(AssertionError) {
    guard KnownMetrics.ofTrailer.contains(metric.name), let term = metric.selector.terms.first
    else {
      return
    }
    throw AssertionError(column: term.column.number, reason: .takesNoSelector(metric.name))
  }

  private static func check(
    _ function: MeasureFunction, of metric: Metric
  ) throws(AssertionError) {
    let makesNoSense =
      function == .share && KnownMetrics.hasNoShare(metric.name)
      || function.needsBaseline && KnownMetrics.isAgainstBaseline(metric.name)
    guard makesNoSense else { return }
    throw AssertionError(
      column: metric.column.number,
      reason: .notAFunctionOf(function: function.rawValue, metric: metric.name))
  }

  private static func checkComparison(
    _ assertion: Assertion, knowing: (Metric) -> Knowledge
  ) throws(AssertionError) {
    let comparison = assertion.comparison
    let fitting: String
    switch assertion.measure {
    case .applied(let function, _) where function.isOfSeries || function == .outlier:
      guard !comparison.isUpperLimit else { return }
      fitting = "it takes <= and <"
    case .eta:
      guard comparison != .atLeast, comparison != .above else { return }
      fitting = "it takes >= and >"
    case .plain(let metric) where knowing(metric).isExactCount != false:
      return
    default:
      guard comparison == .equal || comparison == .notEqual else { return }
      fitting = "it is not an exact count; it takes <=, <, >= and >"
    }
    throw AssertionError(
      column: assertion.column.number,
      reason: .comparison(comparison.rawValue, of: "\(assertion.measure)", fitting: fitting))
  }

  /// Checks that a quantity has a unit of a dimension; nothing is nothing in every unit.
  static func check(
    _ quantity: Quantity, fits dimension: Dimension, of measure: String
  ) throws(AssertionError) {
    guard let unit = quantity.unit else {
      guard quantity.value != 0, let example = dimension.exampleOfUnit else { return }
      throw AssertionError(
        column: quantity.column.number, reason: .unitMissing(fitting: example, of: measure))
    }
    guard unit.dimension != dimension else { return }
    if unit == .percent, measure.hasPrefix("growth(") {
      throw AssertionError(column: quantity.column.number, reason: .percentOfGrowth)
    }
    throw AssertionError(
      column: quantity.column.number,
      reason: .unitDoesNotFit(unit.rawValue, fitting: dimension.units, of: measure))
  }
}

extension Dimension {
  /// A unit for a message; nil when there is none.
  fileprivate var exampleOfUnit: String? {
    switch self {
    case .count, .number: nil
    case .bytes: "MB"
    case .time: "10m"
    case .percent: "50%"
    }
  }

  /// The units that fit, for a message.
  fileprivate var units: String {
    switch self {
    case .count, .number: "a number without a unit"
    case .bytes: "B, kB, MB, GB, TB, KiB, MiB, GiB or TiB"
    case .time: "ns, us, ms, s, m, h or d"
    case .percent: "%"
    }
  }
}
