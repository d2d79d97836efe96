/// What came of a rule.
package struct Verdict: Sendable {
  package let rule: Rule
  /// The worst of its groups.
  package internal(set) var outcome: Outcome
  /// What the measured value is in.
  package internal(set) var dimension = Dimension.count
  /// One for each group of a rule with `per:`, the worst first; else one.
  package internal(set) var groups: [GroupVerdict] = []
  /// Why it is undecided where no value could be measured.
  package internal(set) var reason: String?
  /// Whether no value could be measured for nothing but a lack of data, as with too few snapshots.
  var lacksOnlyData = false
  /// What else is to be said of the value, a few words each.
  package internal(set) var notes: [String] = []
  /// The metric without its selector, of which the stacks have a share; nil where it has none.
  package internal(set) var total: Double?
  /// The stacks behind the worst group, the heaviest first.
  package internal(set) var stacks: [StackEvidence] = []
  /// What the values of the stacks are in.
  package internal(set) var stackDimension = Dimension.count
  /// What the goroutines of the heaviest stack cost, for a rule that failed.
  package internal(set) var postmortem: Postmortem?

  init(_ rule: Rule, _ outcome: Outcome) {
    self.rule = rule
    self.outcome = outcome
  }

  /// A verdict that nothing could be measured for.
  static func undecided(_ rule: Rule, because reason: String) -> Verdict {
    var verdict = Verdict(rule, .undecided)
    verdict.reason = reason
    return verdict
  }

  /// Whether it is undecided for nothing but what the data cannot decide, so that people may allow it: few
  /// snapshots, chance, or what its format does not have. What is missing nobody can allow.
  package var isAllowable: Bool {
    guard outcome == .undecided else { return false }
    let open = groups.filter { $0.outcome == .undecided }
    return open.isEmpty ? lacksOnlyData : open.allSatisfy(\.isAllowable)
  }

  /// Whether it is no more than a warning.
  package var isWarning: Bool { rule.severity == .warn && outcome != .pass }
}

/// What came of a rule for one of its groups.
package struct GroupVerdict: Sendable, Equatable {
  /// The value of the label, the fingerprint, the site or the package; empty for a rule without `per:`.
  package var name: String
  package var outcome: Outcome
  /// The value as it was measured; infinite where something is new.
  package var value: Double
  /// The values that it may have, by what the format does not tell and by chance.
  package var interval: Interval
  /// The trend of a slope.
  package var trend: Trend?
  /// Why it is undecided.
  package var reason: String?
  /// Whether that is nothing but what the data cannot decide.
  package var isAllowable = false
}

/// A stack behind a verdict.
package struct StackEvidence: Sendable, Equatable {
  /// Nil where names are missing.
  package var fingerprint: String?
  /// What is known of it; a frame without a name is called by its address.
  package var site: String
  /// Whether the site is a name that is known.
  package var isSiteKnown: Bool
  /// The sum over the samples that match.
  package var value: Double
  /// The same in the baseline, or at the beginning of a series; nil where nothing is compared.
  package var before: Double?
  /// The state of most of its samples; nil where the format does not tell.
  package var state: String?
  /// The longest wait in minutes; nil where the format does not tell.
  package var minutes: Int64?
  /// Where the site is in the source; empty where the format does not tell.
  package var file: String
  package var line: Int64
  /// The functions of the plain stack, leaf first.
  package var frames: [String]
}
