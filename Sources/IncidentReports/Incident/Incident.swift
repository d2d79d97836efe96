package import CheckReports
package import LeakChecks
package import ProfileAnalysis
import ProfileReports

/// A saved incident: its profiles, and the verdicts on them.
///
/// Its sections are the same in every format, so that a number exists once. Of the many profiles that rules have looked at
/// only the few that are shown are read once more.
package struct Incident {
  let request: IncidentRequest
  let snapshotSet: SnapshotSet
  let report: CheckReport
  let suppressions: [Suppression]
  /// The kinds of profiles that no rule measures.
  let unjudged: [String]
  let growth: GrowthCheck
  let worst: WorstVerdict?
  let skipped: [CheckOutput.SkippedFile]
  let names: IncidentNames
  let commands: IncidentCommands
  let profiles: IncidentProfiles
  /// As `check` would end.
  package let exitStatus: Int32

  /// Judges what was read.
  ///
  /// - `rules`: the built-in rules are used if there are none.
  /// - `skipped`: files that were passed over.
  /// - Throws: `RuleError` if a rule asks for what the profiles cannot mean.
  package init(
    _ snapshotSet: SnapshotSet, _ rules: RuleSet, skipped: [CheckOutput.SkippedFile] = [],
    _ request: IncidentRequest
  ) throws(RuleError) {
    var rules = rules
    if rules.rules.isEmpty { rules.addBuiltInRules(for: snapshotSet) }
    let now = request.now ?? snapshotSet.newest
    let today = request.today ?? CalendarDate(secondsSince1970: snapshotSet.newest / 1_000_000_000)
    report = try CheckReport(rules, on: snapshotSet, today: today, now: now, keepsSeries: true)
    worst = WorstVerdict(report)
    growth = GrowthCheck(worst, report, rules, on: snapshotSet, today: today, now: now)
    suppressions = rules.suppressions
    unjudged = rules.kindsNotMeasured(in: snapshotSet)
    (self.request, self.snapshotSet, self.skipped) = (request, snapshotSet, skipped)
    names = IncidentNames(isRedacted: request.isRedacted)
    commands = IncidentCommands(request, names)
    profiles = IncidentProfiles(snapshotSet, worst, names, paths: request.paths)
    exitStatus = report.exitStatus(request.policy)
  }

  /// Whether there was any profile.
  package var isEmpty: Bool { snapshotSet.instances.isEmpty }

  package var title: String {
    if let title = request.title { return names.text(title) }
    let path = request.paths.first.map { names.text(Self.base($0)) } ?? ""
    let rest = request.paths.count > 1 ? " and \(request.paths.count - 1) more" : ""
    return "Incident: \(path)\(rest)"
  }

  /// The last part of a path that names something.
  private static func base(_ path: String) -> String {
    path.split(separator: "/").last { $0 != "." && $0 != ".." }.map(String.init) ?? path
  }

  /// The time of the newest profile and what was read, below the title.
  package var subtitle: String {
    let times = profiles.times
    let files = Int64(profiles.fileCount)
    let count = files == 1 ? "1 profile" : "\(files.grouped) profiles"
    let span =
      times.map { first, last in
        first == last
          ? TimeText.moment(last) : "\(TimeText.moment(first)) to \(TimeText.moment(last))"
      } ?? "times unknown"
    let instances = snapshotSet.instances.count
    return "\(count)\(instances > 1 ? " of \(instances) instances" : "") · \(span)"
  }

  /// What rules say, with the charts of their series: the sections that need none of the profiles.
  func ruleSections() -> [IncidentSection] {
    [WhatHappened(self).section(), RulesSection(self).section()].compactMap { $0 }
  }

  /// The sections that have content, in order; the last one lists those left out.
  package func sections() -> [IncidentSection] {
    let all: [(title: String, section: IncidentSection?)] = [
      ("What happened", WhatHappened(self).section()),
      ("Rules", RulesSection(self).section()),
      ("Goroutines", GoroutinesSection(self).section()),
      ("Memory", MemorySection(self).section()),
      ("CPU and contention", ProcessorSection(self).section()),
      ("Pictures", FlameGraphsSection(self).section()),
    ]
    let missing = all.filter { $0.section == nil }.map(\.title)
    return all.compactMap(\.section) + [SavedSection(self).section(without: missing)]
  }
}

/// What an incident report shows, and how.
package struct IncidentRequest: Sendable {
  /// The title; nil for what the rules say.
  package var title: String?
  /// Whether names of the program, of files, rules and label values are replaced by hashes.
  package var isRedacted = false
  /// The day that suppressions expire against; nil for that of the newest profile.
  package var today: CalendarDate?
  /// When it is, in nanoseconds since 1970; nil for when the newest profile was taken.
  package var now: Int64?
  package var policy = CheckReport.Policy()
  /// The name of the program that writes it.
  package var program = "pproftool"
  /// The files and folders that were read, and those that are known to be good.
  package var paths: [String] = []
  package var baseline: [String] = []
  /// The options for rules, for `check` and the commands that read, as typed.
  package var ruleOptions: [String] = []
  package var readingOptions: [String] = []

  package init() {}
}

/// The rule that says most of what happened: one that fails before one that warns, then the one farthest over its limit.
package struct WorstVerdict: Sendable {
  package let verdict: Verdict
  /// The worst entry.
  package let entry: GroupVerdict

  /// Whether the rule takes a share of something.
  var isOfShare: Bool { verdict.rule.assertion.measure.function == .share }

  /// Nil if no rule fails.
  package init?(_ report: CheckReport) {
    let failed = report.verdicts.filter { $0.outcome == .fail && !$0.groups.isEmpty }
    guard let worst = failed.enumerated().min(by: Self.isWorse)?.element,
      let entry = worst.groups.first
    else { return nil }
    (verdict, self.entry) = (worst, entry)
  }

  private static func isWorse(
    _ left: (offset: Int, element: Verdict), _ right: (offset: Int, element: Verdict)
  ) -> Bool {
    let severity = { (verdict: Verdict) in verdict.rule.severity == .fail ? 0 : 1 }
    let (one, other) = (severity(left.element), severity(right.element))
    if one != other { return one < other }
    let (mine, theirs) = (excess(left.element), excess(right.element))
    return mine != theirs ? mine > theirs : left.offset < right.offset
  }

  /// How many times the limit the value is; a limit of 0 is broken without measure.
  private static func excess(_ verdict: Verdict) -> Double {
    let (limit, value) = (verdict.rule.assertion.limit.value, verdict.groups.first?.value ?? 0)
    switch verdict.rule.assertion.comparison {
    case .atMost, .below, .equal, .notEqual:
      return limit == 0 ? .infinity : value / limit
    case .atLeast, .above: return value == 0 ? .infinity : limit / value
    }
  }
}
