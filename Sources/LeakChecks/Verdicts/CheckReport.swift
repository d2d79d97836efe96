package import ProfileAnalysis

/// The verdicts of all rules, and the exit status that follows.
public struct CheckReport: Sendable {
  /// One for each rule, in the order of the rules.
  public let verdicts: [Verdict]
  /// Suppressions that no longer hold: errors of the rule file.
  package let expired: [Suppression]
  /// Suppressions that nothing matched.
  package let unused: [Suppression]
  /// Files that could not be read.
  package let missing: [MissingFile]
  /// Instances that ended long before the newest profile was taken.
  package let gone: [String]
  /// The instances that were looked at.
  package let instances: [String]
  /// Files that are known to be incomplete, and why.
  package let incomplete: [IncompleteFile]
  /// Warnings for people.
  package let warnings: [String]
  /// The groups of profiles that were looked at.
  package let groups: [GroupSummary]
  /// Whether these are the built-in rules.
  package let isBuiltIn: Bool

  /// A file that is known to be incomplete.
  package struct IncompleteFile: Sendable, Equatable {
    package let name: String
    package let reason: String
  }

  /// A group of profiles in numbers.
  package struct GroupSummary: Sendable, Equatable {
    package let name: String
    package let snapshots: Int
    package let baselines: Int
    /// The files of the newest snapshot.
    package let newest: [String]
  }

  /// What a check must satisfy to succeed.
  package struct Policy: Sendable {
    /// Whether rules may be undecided where only the data cannot decide; see `Verdict.isAllowable`.
    package var allowsUnknown = false
    /// Whether warnings count as failures.
    package var failsOnWarnings = false

    package init() {}
  }

  /// Checks rules against profiles.
  ///
  /// - `today`: the day that suppressions expire against.
  /// - `now`: when it is checked, in nanoseconds since 1970, for `max_age`.
  /// - `stackLimit`: how many stacks a verdict shows.
  /// - `keepsSeries`: whether rules about one moment tell their values at all moments, too.
  /// - Throws: `RuleError` if a rule asks for what the profiles cannot mean.
  package init(
    _ rules: RuleSet, on snapshotSet: SnapshotSet, today: CalendarDate, now: Int64? = nil,
    stackLimit: Int = 5, keepsSeries: Bool = false
  ) throws(RuleError) {
    let suppressionIndex = SuppressionIndex(suppressions: rules.suppressions, today: today)
    var verdicts: [Verdict] = []
    for rule in rules.rules {
      var check = RuleCheck(
        rule: rule, snapshotSet: snapshotSet, suppressions: suppressionIndex,
        stackLimit: stackLimit, now: now)
      check.keepsSeries = keepsSeries
      do throws(AssertionError) {
        verdicts.append(try check.verdict())
      } catch {
        throw RuleError(rule: rule.id, error: error)
      }
    }
    self.verdicts = verdicts
    isBuiltIn = rules.isBuiltIn
    expired = suppressionIndex.expired
    unused = suppressionIndex.unused(in: snapshotSet)
    incomplete = snapshotSet.incomplete.map { IncompleteFile(name: $0.name, reason: $0.reason) }
    warnings =
      snapshotSet.warnings
      + rules.rules.filter(\.assertion.alwaysHolds).map {
        "\($0.id) can never fail: \($0.assertion) allows every value"
      }
    missing = snapshotSet.missing + snapshotSet.lost
    gone = snapshotSet.instances.filter(\.isGone).map(\.name)
    instances = snapshotSet.instances.map(\.name)
    groups = snapshotSet.groups.map { group in
      GroupSummary(
        name: group.name, snapshots: group.snapshots.count, baselines: group.baselines.count,
        newest: group.newest?.profiles.map(\.name) ?? [])
    }
  }

  /// How the check ends: 1 a rule failed, 2 there is no answer, 0 good; the first that holds.
  ///
  /// What failed on a part of the profiles fails on all of them, so that an incomplete file is no excuse.
  package func exitStatus(_ policy: Policy) -> Int32 {
    let failing = verdicts.filter { $0.rule.severity == .fail }
    if failing.contains(where: { $0.outcome == .fail }) || !expired.isEmpty { return 1 }
    if policy.failsOnWarnings, hasWarnings { return 1 }
    if verdicts.isEmpty { return 2 }
    if !incomplete.isEmpty || !missing.isEmpty { return 2 }
    let isOpen = failing.contains {
      $0.outcome == .undecided && !(policy.allowsUnknown && $0.isAllowable)
    }
    return isOpen ? 2 : 0
  }

  private var hasWarnings: Bool {
    !unused.isEmpty || verdicts.contains { $0.isWarning || !$0.failedAtTheirEnd.isEmpty }
  }

  /// How many rules came to an outcome.
  package func count(_ outcome: Outcome) -> Int { verdicts.count { $0.outcome == outcome } }
}

/// A rule that cannot be checked against the profiles it was given.
package struct RuleError: Error, Equatable, CustomStringConvertible {
  package let rule: String
  package let error: AssertionError

  package var description: String { "rule '\(rule)': \(error)" }
}

/// Advice in verdicts, worded by the caller: only the command line knows option names.
package struct CheckAdvice: Sendable {
  /// How to give a baseline.
  package var forBaseline: String?
  /// How to join instances with one snapshot each into a series.
  package var forSeries: String?
  /// How to take each folder as an instance.
  package var forFolders: String?
  /// How to make series of files in folders whose numbers are times.
  package var forTimeFolders: String?
  /// How to tell processes apart that ran side by side.
  package var forReplicas: String?

  package init() {}

  /// The advice behind a reason.
  static func behind(_ text: String, _ advice: String?) -> String {
    text + (advice.map { "; \($0)" } ?? "")
  }
}
