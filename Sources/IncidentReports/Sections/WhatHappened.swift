import CheckReports
import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileViewer
import ReportRequests

/// What happened, in a sentence; since when, how fast, where, and what it costs.
struct WhatHappened {
  private let incident: Incident
  private var names: IncidentNames { incident.names }
  private static let shownProcesses = 40
  private static let shownCrashes = 3

  init(_ incident: Incident) { self.incident = incident }

  func section() -> IncidentSection? {
    guard !incident.isEmpty else { return nil }
    var section = IncidentSection(id: "what-happened", title: "What happened")
    if let worst = incident.worst {
      add(worst, to: &section)
    } else {
      addWithoutFailure(to: &section)
    }
    section.blocks += crashes.map { .text($0) }
    section.blocks.append(.table(processes))
    return section
  }

  /// The programs that crashed, of all instances.
  private var crashes: [IncidentText] {
    let all = incident.profiles.crashes
    let told = all.prefix(Self.shownCrashes).map(incident.profiles.sentence)
    let rest = all.count - told.count
    return told + (rest > 0 ? ["\(rest.counted("more program")) crashed."] : [])
  }

  // MARK: A rule fails

  private func add(_ worst: WorstVerdict, to section: inout IncidentSection) {
    let verdictText = VerdictText(worst.verdict, worst.entry)
    section.blocks.append(.lead(lead(worst, verdictText), worst.verdict.isWarning ? .open : .bad))
    if let text = worst.verdict.rule.text {
      section.blocks.append(.text("\(quote: names.text(text))"))
    }
    section.blocks.append(.facts(facts(worst)))
    section.blocks += RuleCharts(incident).blocks(ofWorst: worst)
    let failing = Set([worst.entry.instance])
    section.blocks += (rises + otherLevels(["goroutine": failing, "heap": failing]).lines).map {
      .text($0)
    }
    section.commands.append(
      incident.commands.check(["--explain"], for: "the verdict, what it costs"))
    if let slope = incident.growth.slope {
      section.commands.append(
        incident.commands.check(
          ["--format", "json"], assertion: slope.assertion,
          for: "how fast, and the value at each moment"))
    }
    for limit in incident.growth.limits.prefix(1) {
      section.commands.append(
        incident.commands.check(assertion: limit.finding.assertion, for: "time until the limit"))
    }
  }

  /// `listen fails: 64116 > 200. 99.72% of 64281 are at …/buffer.(*Stream).listen.`
  private func lead(_ worst: WorstVerdict, _ verdictText: VerdictText) -> IncidentText {
    let (verdict, entry) = (worst.verdict, worst.entry)
    let rule = names.title(entry, of: verdict, isBuiltIn: incident.report.isBuiltIn)
    return
      "\(name: rule) \(verdict.isWarning ? "warns" : "fails"): \(strong: verdictText.finding).\(share(entry, verdict))\(others)"
  }

  /// `1 other rule fails, 2 warn.`
  private var others: String {
    let failed = incident.report.verdicts.filter { $0.outcome == .fail }
    let warned = failed.count(where: \.isWarning)
    let worst = incident.worst?.verdict.isWarning == true
    let (fails, warns) = (failed.count - warned - (worst ? 0 : 1), warned - (worst ? 1 : 0))
    let text = [(fails, "fails", "fail"), (warns, "warns", "warn")].filter { $0.0 > 0 }.map {
      "\($0.0) other \($0.0 == 1 ? "rule \($0.1)" : "rules \($0.2)")"
    }
    return text.isEmpty ? "" : " \(text.joined(separator: ", "))."
  }

  private func share(_ entry: GroupVerdict, _ verdict: Verdict) -> IncidentText {
    guard let stack = entry.stacks.first else { return "" }
    let site = names.function(stack.shownSite, file: stack.file)
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    guard let total = entry.total, total > 0 else {
      return " Most of it: \(number.text(stack.value)) in \(name: site)."
    }
    let share = FixedText.of(stack.value / total * 100, digits: 2)
    return " \(share)% of \(number.text(total)) \(noun(verdict))in \(name: site)."
  }

  private func noun(_ verdict: Verdict) -> String {
    switch verdict.stackDimension {
    case .bytes: "are "
    default:
      verdict.rule.assertion.measure.metrics.first.map {
        ["count", "goroutine", "leaked", "goroutineleak"].contains($0.name)
          ? "goroutines are " : "are "
      } ?? ""
    }
  }

  // MARK: Facts

  private func facts(_ worst: WorstVerdict) -> [IncidentFact] {
    let answers: [(String, IncidentText)] = [
      ("Since when", SinceWhen(incident).text(worst)), ("How fast", speed(worst)),
      ("Highest", HighestValue(incident).text(worst)), ("Where", source(worst)),
      ("What it costs", cost(worst)), ("Time until the limit", limit(worst)),
      ("What to do", people(worst.verdict.rule)),
    ]
    return answers.filter { !$0.1.isEmpty }.map { IncidentFact(title: $0.0, answer: $0.1) }
  }

  private func speed(_ worst: WorstVerdict) -> IncidentText {
    if let trend = worst.entry.trend {
      let sentence = TrendSentence(trend, worst.entry, of: worst.verdict).slope
      return "\(strong: sentence)\(spacing(trend, worst.entry))"
    }
    guard let slope = incident.growth.slope else { return "" }
    let sentence = TrendSentence(slope.trend, slope.entry, of: slope.verdict).slope
    let text = worst.isOfShare ? "\(sentence), all together" : sentence
    let spacing = spacing(slope.trend, slope.entry)
    switch slope.trend.verdict.outcome {
    case .fail: return "\(strong: text)\(spacing)"
    case .undecided:
      let doubt = slope.trend.mayBeSeason ? "a daily wave may do this" : "it may not be growing"
      return "\(text)\(spacing); \(doubt)"
    case .pass: return "\(text)\(spacing); no growth is proven"
    }
  }

  /// How often there was a snapshot, where a slope is one a snapshot.
  private func spacing(_ trend: TrendFinding, _ entry: GroupVerdict) -> String {
    guard trend.rate == nil, let spacing = entry.spacing else { return "" }
    return ", one every \(TimeText.span(spacing))"
  }

  private func source(_ worst: WorstVerdict) -> IncidentText {
    guard let stack = worst.entry.stacks.first else { return "" }
    var parts: [IncidentText] = ["\(name: names.function(stack.shownSite, file: stack.file))"]
    if let source = stack.source, !names.areRedacted { parts.append("\(name: source)") }
    if let waiting = stack.waiting { parts.append("\(waiting)") }
    if let creator = stack.createdBy {
      let at = names.areRedacted ? "" : stack.creatorSources.joined(separator: " or ")
      parts.append(
        "created by \(name: names.function(creator))" + (at.isEmpty ? "" : " at \(name: at)"))
    }
    if let fingerprint = stack.fingerprint, !names.areRedacted { parts.append("fp \(fingerprint)") }
    return IncidentText(joining: parts, by: " · ")
  }

  private func cost(_ worst: WorstVerdict) -> IncidentText {
    guard let cost = worst.verdict.postmortem else { return "" }
    let text = PostmortemText(cost)
    let site = names.areRedacted ? names.function(cost.site) : text.name
    let lines = [IncidentText("\(text.counts) in \(name: site), of \(text.all) in all")]
    return IncidentText(
      joining: lines + text.rest.map { IncidentText([.text($0)]) }, by: "; ")
  }

  /// The worst rule's own limit is exceeded already, unless it is one of time; of other limits the one reached
  /// soonest is shown.
  private func limit(_ worst: WorstVerdict) -> IncidentText {
    var parts: [IncidentText] = []
    if case .eta = worst.verdict.rule.assertion.measure, let trend = worst.entry.trend {
      parts.append(
        "\(strong: TrendSentence(trend, worst.entry, of: worst.verdict).measured)")
    } else if worst.verdict.rule.assertion.isOfAmount {
      parts.append(
        "the limit of \(strong: VerdictText(worst.verdict, worst.entry).limit) has been crossed"
      )
    }
    for limit in incident.growth.limits.prefix(3) {
      guard let eta = limit.finding.trend.eta else { continue }
      let id = names.id(limit.rule, isBuiltIn: incident.report.isBuiltIn)
      parts.append(
        "\(name: id) (\(name: names.assertion(limit.rule.assertion))) in \(strong: TimeText.span(eta.likely)), at the latest in \(TimeText.span(eta.latest))"
      )
    }
    return IncidentText(joining: parts, by: "; ")
  }

  private func people(_ rule: Rule) -> IncidentText {
    let parts = [rule.owner, rule.runbook].compactMap { $0 }.map {
      IncidentText("\(quote: names.text($0))")
    }
    return IncidentText(joining: parts, by: " · ")
  }

  // MARK: No rule fails

  private func addWithoutFailure(to section: inout IncidentSection) {
    let open = incident.report.verdicts.count { $0.outcome == .undecided }
    let judged = incident.report.verdicts.count
    let verdict: IncidentText =
      judged == 0
      ? "Nothing was judged: no rule applies to these profiles."
      : open > 0
        ? "No rule fails; \(open) of \(judged) \(open == 1 ? "is" : "are") undecided."
        : judged == 1
          ? "The rule passes." : judged == 2 ? "Both rules pass." : "All \(judged) rules pass."
    let unjudged: IncidentText =
      judged == 0 || incident.unjudged.isEmpty
      ? "" : " No rule judges \(incident.unjudged.listed("or")) profiles."
    let gone = goneAfterFailing
    let earlier = HighestValue(incident).earlierFailures
    let heap = HeapRise(incident)
    let heapTold = heap == nil ? nil : incident.profiles.instance(of: "heap")?.name
    let levels = otherLevels(["heap": Set([heapTold].compactMap(\.self))])
    let isGood =
      open == 0 && judged > 0 && gone.isEmpty && earlier.isEmpty && rises.isEmpty
      && heap?.isLarge != true && !levels.areLarge && incident.profiles.crashes.isEmpty
    section.blocks.append(.lead(verdict + unjudged + gone, isGood ? .good : .open))
    section.blocks += (earlier.prefix(3) + possibleRestarts + rises).map { .text($0) }
    section.commands.append(incident.commands.check(for: "the verdict"))
    if let heap {
      section.blocks.append(.text(heap.text))
      section.commands.append(heap.command)
    }
    section.blocks += levels.lines.map { .text($0) }
    for group in ["goroutine", "heap"] {
      if let found = difference(group) ?? largest(group) {
        section.blocks.append(.text(found.text))
        return section.commands.append(found.command)
      }
    }
  }

  /// The trends that would fail if processes restarted where their values fall.
  private var possibleRestarts: [IncidentText] {
    let shown = 3
    let all = incident.report.verdicts.flatMap { verdict in
      verdict.groups.filter { $0.trend?.possibleRestarts.isEmpty == false }.map { group in
        let instance: IncidentText =
          group.instance.isEmpty ? "" : " of \(name: names.text(group.instance))"
        return "\(name: verdict.rule.id)\(instance): \(group.reason ?? "")." as IncidentText
      }
    }
    return Array(all.prefix(shown))
  }

  /// The levels that rise with too few snapshots for a trend.
  private var rises: [IncidentText] {
    let all = incident.report.verdicts.flatMap(\.rises)
    let rest = all.count - RiseText.shown
    return all.prefix(RiseText.shown).map { rise in
      let instance: IncidentText =
        rise.instance.isEmpty ? "" : " of \(name: names.text(rise.instance))"
      return "\(name: rise.metric)\(instance) \(rise.text)."
    } + (rest > 0 ? ["\(rest.counted("more instance")) also rose."] : [])
  }

  /// The levels of instances that neither a rule nor a line about a rise tells of.
  ///
  /// - `told`: the names of those that other lines tell of, by group.
  private func otherLevels(_ told: [String: Set<String>]) -> OtherLevels {
    let risen = Set(incident.report.verdicts.flatMap(\.rises).map(\.instance))
    let isOne = incident.snapshotSet.instances.count == 1
    let named = isOne && !risen.isEmpty ? Set(incident.snapshotSet.instances.map(\.name)) : risen
    return OtherLevels(incident, told: told.merging(["goroutine": named]) { $0.union($1) })
  }

  /// The instances that are gone, and whose newest profile fails a rule: whoever looks for what ended them has it here.
  private var goneAfterFailing: IncidentText {
    let ended = Set(incident.report.verdicts.flatMap(\.failedAtTheirEnd)).sorted()
    guard let first = ended.first else { return "" }
    let others = ended.count > 1 ? " and \(ended.count - 1) more" : ""
    return
      " But \(name: names.text(first))\(others) failed in the last snapshot, and nothing was saved after that; \(name: "--until") with its time judges it."
  }

  /// The first line of `diff` against the baseline.
  private func difference(_ group: String) -> (text: IncidentText, command: ShellCommand)? {
    guard let before = incident.profiles.before(group), before.isBaseline,
      let after = incident.profiles.newest(group),
      let comparison = incident.profiles.comparison(before.record, after, ComparisonRequest())
    else { return nil }
    return (
      told(of: group, ComparisonVerdict(comparison.changes).sentence),
      incident.commands.report("diff", of: [before.record, after], for: "the change")
    )
  }

  /// The verdict line of a page of the newest profile.
  private func largest(_ group: String) -> (text: IncidentText, command: ShellCommand)? {
    guard let record = incident.profiles.newest(group),
      let session = incident.profiles.session(record),
      let page = try? session.page(ReportRequest(.view(ViewRequest())), ViewRequest()),
      !page.verdict.isEmpty
    else { return nil }
    return (
      told(of: group, page.verdict),
      incident.commands.report(
        "view", ["-o", "profile.html"], of: [record], for: "the verdict line")
    )
  }

  /// A sentence about a profile of a group, with its instance if there are several.
  private func told(of group: String, _ sentence: String) -> IncidentText {
    let text = IncidentText([.text(sentence)])
    return incident.profiles.titleOfInstance(group).map { "\(name: $0): \(text)" } ?? text
  }

  // MARK: Instances

  private var processes: IncidentTable {
    let worst = worstOfInstances
    var rows: [[IncidentText]] = []
    for instance in incident.snapshotSet.instances {
      let records = Dictionary(grouping: IncidentProfiles.records(of: instance), by: \.process)
      for (number, process) in instance.processes.enumerated() {
        guard let own = records[number] else { continue }
        let times = own.map(\.time).filter { $0 != 0 }
        let build = names.build(process.buildID)
        rows.append([
          number == 0 ? "\(name: incident.profiles.title(of: instance))" : "",
          process.isKnown ? "\(number + 1)" : "unknown",
          build.isEmpty ? "" : "\(name: build)", "\(own.count)",
          times.min().map { "\(TimeText.moment($0))" } ?? "",
          times.max().map { "\(TimeText.moment($0))" } ?? "",
          number == 0 ? state(instance, worst) : "",
        ])
      }
    }
    var table = IncidentTable(
      "Instances, their processes and builds",
      [
        .text("Instance"), .number("Process"), .text("Build"), .number("Files"), .text("First"),
        .text("Last"), .text("State"),
      ], Array(rows.prefix(Self.shownProcesses)))
    if rows.count > Self.shownProcesses {
      table.rest = "\(rows.count - Self.shownProcesses) more processes"
    }
    return table.withoutEmptyColumns()
  }

  private func state(_ instance: CheckedInstance, _ worst: [String: Outcome]) -> IncidentText {
    if instance.isGone { return "gone" }
    let key = incident.snapshotSet.instances.count > 1 ? instance.name : ""
    switch worst[key] {
    case .fail: return "\(strong: "fails")"
    case .undecided: return "undecided"
    case .pass: return warns(key) ? "warns" : "holds"
    case nil: return ""
    }
  }

  /// Whether a rule that only warns fails on an instance, or is undecided.
  private func warns(_ instance: String) -> Bool {
    incident.report.verdicts.contains { verdict in
      verdict.rule.severity == .warn
        && verdict.groups.contains { $0.instance == instance && $0.outcome != .pass }
    }
  }

  /// The worst outcome of each instance by the rules that do not only warn.
  private var worstOfInstances: [String: Outcome] {
    var worst: [String: Outcome] = [:]
    for verdict in incident.report.verdicts {
      for entry in verdict.groups {
        let known = worst[entry.instance] ?? .pass
        let outcome = verdict.rule.severity == .fail ? entry.outcome : .pass
        worst[entry.instance] = [Outcome.fail, .undecided, .pass].first {
          $0 == known || $0 == outcome
        }
      }
    }
    return worst
  }
}

func + (left: IncidentText, right: IncidentText) -> IncidentText {
  IncidentText(left.parts + right.parts)
}
