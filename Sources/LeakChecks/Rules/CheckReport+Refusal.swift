package import ProfileAnalysis

extension CheckReport {
  /// A report in which every rule is undecided, for a profile that rules must not be checked against.
  ///
  /// - `reason`: why, and what to do.
  /// - `today`: the day that suppressions expire against.
  package init(_ rules: RuleSet, undecidedBecause reason: String, today: CalendarDate) {
    verdicts = rules.rules.map { .undecided($0, because: reason) }
    expired = SuppressionIndex(suppressions: rules.suppressions, today: today).expired
    (unused, missing, gone, instances) = ([], [], [], [])
    (incomplete, warnings, groups) = ([], [], [])
    isBuiltIn = rules.isBuiltIn
  }
}
