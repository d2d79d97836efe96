/// An assertion that profiles are held against, with what else a team wants to know of it.
package struct Rule: Equatable, Sendable {
  /// What a failure means.
  package enum Severity: String, CaseIterable, Sendable {
    case fail
    /// A warning, which changes the exit status only with `--fail-on-warnings`.
    case warn
  }

  package var id: String
  package var assertion: Assertion
  package var severity = Severity.fail
  /// Whether a selector that looks misspelt is taken as it stands.
  package var isOptional = false
  /// Who looks after it, carried into every report.
  package var owner: String?
  /// Where to read what to do, carried into every report.
  package var runbook: String?
  /// What to tell apart: one verdict for each.
  package var per: Grouping?
  package var series = SeriesOptions()

  package init(id: String, assertion: Assertion) {
    self.id = id
    self.assertion = assertion
  }
}

/// What a rule tells apart.
package enum Grouping: Equatable, Sendable, CustomStringConvertible {
  case label(String)
  case stack
  case site
  case package

  package var description: String {
    switch self {
    case .label(let name): "\(SampleSelector.Key.label(name))"
    case .stack: "stack"
    case .site: "site"
    case .package: "package"
    }
  }
}

/// When the slope of a series is worth a verdict.
package struct SeriesOptions: Equatable, Sendable {
  /// With fewer snapshots, the warm-up included, the rule is undecided.
  package var minSnapshots = 12
  /// The percentage of snapshots left out at the start.
  package var warmup = 20.0
  /// The smallest rise over the series; nil for 20, or 1 MiB for bytes.
  package var minDelta: Quantity?
  /// The same in percent of the median of the first half.
  package var minPercent = 10.0
  /// How sure the lower bound of the slope is.
  package var confidence = 0.95

  /// What they are called in rule files.
  static let keys = ["min_snapshots", "warmup", "min_delta", "min_pct", "confidence"]

  package init() {}

  /// The criteria for a measure; a smallest rise that defaults give in another unit is not for it.
  func criteria(for dimension: Dimension) -> Trend.Criteria {
    var leastRise = dimension == .bytes ? 1024.0 * 1024 : 20
    let unit = minDelta?.unit?.dimension ?? .count
    let isPlain = dimension == .count || dimension == .number
    if let minDelta, unit == dimension || unit == .count && isPlain { leastRise = minDelta.value }
    return Trend.Criteria(
      confidence: confidence, leastRise: leastRise, leastPercent: minPercent)
  }

  /// A series without its warm-up, which is rounded down.
  func afterWarmup<Value>(_ values: [Value]) -> ArraySlice<Value> {
    values.dropFirst(Int(Double(values.count) * warmup / 100))
  }
}

extension Grouping {
  /// Reads `stack`, `site`, `package` or `label.NAME`.
  package init(_ text: String) throws(AssertionError) {
    var parser = AssertionParser(text)
    self = try parser.grouping()
    try parser.end()
  }
}
