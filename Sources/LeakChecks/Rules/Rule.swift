package import ProfileAnalysis
import ProfileStatistics

/// An assertion that profiles are checked against, with what else a team wants to know of it.
package struct Rule: Equatable, Sendable {
  /// The consequence of a failure.
  package enum Severity: String, CaseIterable, Sendable {
    case fail
    /// A warning, which changes the exit status only with `--fail-on-warnings`.
    case warn
  }

  package var id: String
  package var assertion: Assertion
  package var severity = Severity.fail
  /// Whether a selector that looks misspelt is taken as it stands, and a profile of blocking or mutexes that has
  /// nothing as 0.
  package var isOptional = false
  /// What it is for, carried into every report.
  package var text: String?
  /// Who looks after it, carried into every report.
  package var owner: String?
  /// Where to read what to do, carried into every report.
  package var runbook: String?
  /// What to tell apart: one verdict for each.
  package var per: SampleDimension?
  /// What to tell apart that paths tell: one verdict for each.
  package var perPath: PathGrouping?
  /// How the instances come together.
  package var over = Together.each
  /// How long before the newest profile of all a snapshot may be; nil for any time.
  package var window: Quantity?
  /// How old the newest profile may be; nil for any age.
  package var maxAge: Quantity?
  package var series = SeriesOptions()
  /// Whether it is a built-in rule: then it skips instances that it does not apply to.
  var isBuiltIn = false

  /// Whether it takes the share of all samples in all samples.
  var isShareOfAll: Bool {
    guard assertion.measure.function == .share, per == nil else { return false }
    return assertion.measure.metrics.allSatisfy { $0.selector == .all }
  }

  /// The grouping, as rule files name it.
  package var grouping: String? { per?.name ?? perPath?.rawValue }

  package init(id: String, assertion: Assertion) {
    self.id = id
    self.assertion = assertion
  }
}

/// How the instances that a rule is checked on come together.
package enum Together: String, CaseIterable, Sendable {
  /// Each has its own verdict.
  case each
  /// The worst counts.
  case worst
  /// They are added up.
  case sum
}

/// Whether the hours of a day are distinguished in a series.
package enum Season: String, CaseIterable, Sendable {
  /// If times are known and span six hours.
  case auto
  case none
  case day
}

/// When the slope of a series is worth a verdict.
package struct SeriesOptions: Equatable, Sendable {
  /// With fewer snapshots, the warm-up included, the rule is undecided.
  package var minSnapshots = 12
  /// The percentage of snapshots left out at the start of each process.
  package var warmup = 20.0
  /// The smallest rise over the series; nil for 20, or 1 MiB for bytes.
  package var minDelta: Quantity?
  /// The same in percent of the median of the first half.
  package var minPercent = 0.0
  /// How sure the lower bound of the slope is.
  package var confidence = 0.95
  package var season = Season.auto

  /// Their names in rule files.
  static let keys = ["min_snapshots", "warmup", "min_delta", "min_pct", "confidence", "season"]

  package init() {}

  /// The criteria for a measure; a default smallest rise in another unit does not apply to it.
  func criteria(for dimension: Dimension, _ assertion: Assertion, isEta: Bool) -> Trend.Criteria {
    var criteria = Trend.Criteria()
    criteria.leastRise = dimension == .bytes ? 1024.0 * 1024 : 20
    let unit = minDelta?.unit?.dimension ?? .count
    let isPlain = dimension == .count || dimension == .number
    if let minDelta, unit == dimension || unit == .count && isPlain {
      criteria.leastRise = minDelta.value
    }
    criteria.leastPercent = minPercent
    criteria.confidence = confidence
    criteria.warmup = warmup / 100
    criteria.minCount = minSnapshots
    guard !isEta else { return criteria }
    criteria.limit = assertion.limit.value
    criteria.isBelow = assertion.comparison == .below
    return criteria
  }
}

/// A part of paths that a rule groups by with `per:`.
package enum PathGrouping: String, CaseIterable, Sendable {
  case version, service

  /// The group of paths that do not have the part.
  static let none = "(none)"

  /// The part of a path; nil if it has none.
  func value(in facts: PathFacts?) -> String? {
    switch self {
    case .version: facts?.version
    case .service: facts?.service
    }
  }
}
