package import CheckReports
package import LeakChecks
import ProfileReports

/// What was saved of an incident: what rules say of it, and what stands in its profiles.
///
/// Its sections are the same in every form, so that a number exists once. Of the many profiles that rules have looked at
/// only the few that are shown are read once more.
package struct Incident {
  let request: IncidentRequest
  let evidence: Evidence
  let report: CheckReport
  let suppressions: [Suppression]
  let growth: GrowthCheck
  let worst: WorstVerdict?
  let skipped: [CheckOutput.SkippedFile]
  let names: IncidentNames
  let commands: IncidentCommands
  let profiles: IncidentProfiles
  /// Files that could not be shown, though rules have looked at them.
  let exitStatus: Int32

  /// Judges what was read.
  ///
  /// - `rules`: built-in ones are taken if there are none.
  /// - `skipped`: files that were passed over.
  /// - Throws: `RuleError` if a rule asks for what the profiles cannot mean.
  package init(
    _ evidence: Evidence, _ rules: RuleSet, skipped: [CheckOutput.SkippedFile] = [],
    _ request: IncidentRequest
  ) throws(RuleError) {
    var rules = rules
    if rules.rules.isEmpty { rules.addBuiltInRules(for: evidence) }
    let now = request.now ?? evidence.newest
    let today = request.today ?? CalendarDate(secondsSince1970: evidence.newest / 1_000_000_000)
    report = try CheckReport(rules, on: evidence, today: today, now: now, keepsSeries: true)
    worst = WorstVerdict(report)
    growth = GrowthCheck(worst, report, rules, on: evidence, today: today, now: now)
    suppressions = rules.suppressions
    (self.request, self.evidence, self.skipped) = (request, evidence, skipped)
    names = IncidentNames(isRedacted: request.isRedacted)
    commands = IncidentCommands(request, names)
    profiles = IncidentProfiles(evidence, worst, names)
    exitStatus = report.exitStatus(request.policy)
  }

  /// As `check` would end.
  package var checkStatus: Int32 { exitStatus }

  /// Whether there was any profile.
  package var isEmpty: Bool { evidence.instances.isEmpty }

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
          ? TimeWords.moment(last) : "\(TimeWords.moment(first)) to \(TimeWords.moment(last))"
      } ?? "times unknown"
    let instances = evidence.instances.count
    return "\(count)\(instances > 1 ? " of \(instances) instances" : "") · \(span)"
  }

  /// What rules say, with the charts of their series: the sections that need none of the profiles.
  func ruleSections() -> [IncidentSection] {
    [WhatHappened(self).section(), RulesSection(self).section()].compactMap { $0 }
  }

  /// The sections that there is something for, in their order; the last one tells which are left out.
  package func sections() -> [IncidentSection] {
    let all: [(title: String, section: IncidentSection?)] = [
      ("What happened", WhatHappened(self).section()),
      ("Rules", RulesSection(self).section()),
      ("Goroutines", GoroutinesSection(self).section()),
      ("Memory", MemorySection(self).section()),
      ("CPU and contention", ProcessorSection(self).section()),
      ("Pictures", PicturesSection(self).section()),
    ]
    let missing = all.filter { $0.section == nil }.map(\.title)
    return all.compactMap(\.section) + [SavedSection(self).section(without: missing)]
  }
}

extension Int {
  var grouped: String { Int64(self).grouped }
}
