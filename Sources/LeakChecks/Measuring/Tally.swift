/// What a metric is in one snapshot, for each group of the rule.
struct Tally {
  /// The groups that samples match; a rule without `per:` has one, which is called "".
  var amounts: [String: Amount] = [:]
  /// All groups that there are, matching or not.
  var groups: Set<String> = []

  /// The amount of a group; 0 where it is missing.
  func amount(of group: String) -> Amount { amounts[group] ?? Amount() }
}
