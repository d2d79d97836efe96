import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileReports
import ReportRequests

/// Goroutines by site, against what was before; of a crash, what the program died of.
struct GoroutinesSection {
  private let incident: Incident
  private var names: IncidentNames { incident.names }
  private static let shownGroups = 20
  private static let shownStacks = 5
  private static let shownFrames = 12
  private static let shownLabels = 5

  init(_ incident: Incident) { self.incident = incident }

  func section() -> IncidentSection? {
    var section = IncidentSection(id: "goroutines", title: "Goroutines")
    for crash in incident.profiles.crashes.prefix(3) { add(crash: crash, to: &section) }
    if let record = incident.profiles.newest("goroutine", for: .dump) {
      add(record, to: &section)
    }
    return section.blocks.isEmpty ? nil : section
  }

  // MARK: A crash

  private func add(crash record: ProfileRecord, to section: inout IncidentSection) {
    guard record.crash != nil else { return }
    section.blocks.append(.lead(incident.profiles.sentence(ofCrash: record), .bad))
    section.commands.append(
      incident.commands.report("goroutines", of: [record], for: "the crash"))
    guard let view = incident.profiles.view(record) else { return }
    let groups = GoroutineGroups(view, by: .stack, shown: 1)
    guard groups.shownCount > 0 else { return }
    let group = groups.group(atRank: 0)
    section.blocks.append(.heading("\(states(group)) in \(name: group.site)"))
    section.blocks.append(.stack(frames(group)))
  }

  // MARK: Groups

  private func add(_ record: ProfileRecord, to section: inout IncidentSection) {
    guard let view = incident.profiles.view(record), view.total > 0 else { return }
    let groups = GoroutineGroups(view, by: .site, shown: Self.shownGroups)
    let shown = (0..<groups.shownCount).map(groups.group(atRank:))
    let before = changes(record)
    section.blocks.append(.text(opening(groups, record, before)))
    section.blocks.append(.table(table(shown, groups, before)))
    section.blocks += labels(view)
    for group in shown.prefix(Self.shownStacks) where !group.example.isEmpty {
      section.blocks.append(.heading(heading(group)))
      section.blocks.append(.stack(frames(group)))
    }
    let commands = incident.commands
    section.commands.append(
      commands.report("goroutines", ["--by", "site"], of: [record], for: "the groups, with stacks"))
    if let before {
      section.commands.append(
        commands.report(
          "diff", ["--by", "site"], of: [before.record, record], for: "what changed"))
    }
    if !view.profile.ownLabelKeys.isEmpty {
      section.commands.append(commands.report("tags", of: [record], for: "the labels"))
    }
  }

  private func opening(
    _ groups: GoroutineGroups, _ record: ProfileRecord, _ before: Before?
  ) -> IncidentText {
    let instance = incident.profiles.ofInstance("goroutine") + otherFile(record)
    let count = "\(groups.total.grouped) \(groups.noun)s"
    let text: IncidentText =
      "\(strong: count)\(instance) at \(groups.count.counted("site"))"
    let wait = groups.longestWait.map { ", the longest wait is \($0) min" } ?? ""
    guard let before else { return "\(text)\(wait)." }
    let kind = before.isBaseline ? "in the baseline" : "in the oldest snapshot"
    return "\(text)\(wait); \(before.total.before.grouped) \(kind)."
  }

  /// The file, where the worst rule was judged on another, whose numbers are not the same.
  private func otherFile(_ record: ProfileRecord) -> IncidentText {
    guard let judged = incident.worst?.entry.file, judged != record.name else { return "" }
    return " in \(name: names.text(record.name))"
  }

  private func table(
    _ shown: [GoroutineGroups.Group], _ groups: GoroutineGroups, _ before: Before?
  ) -> IncidentTable {
    let rows = shown.map { group -> [IncidentText] in
      return [
        "\(group.count.grouped)", "\(ShareText.text(group.count, of: groups.all))",
        before.map { earlier(group, $0) } ?? "", "\(name: group.name)",
        states(group), wait(group),
        group.leaked > 0 ? "\(group.leaked.grouped)" : "", creators(group), labels(group),
      ]
    }
    var table = IncidentTable(
      "Goroutines by site",
      [
        .number("Count"), .number("Share"), .number("Before"), .text("Site"), .text("States"),
        .number("Longest wait"), .number("Leaked"), .text("Created by"), .text("Labels"),
      ], rows)
    let rest = groups.count - groups.shownCount
    if rest > 0 {
      let left = (groups.shownCount..<groups.count).reduce(Int64(0)) {
        $0.addingClamped(groups.count(atRank: $1))
      }
      table.rest = "\(left.grouped) more in \(rest.counted("site"))"
    }
    return table.withoutEmptyColumns()
  }

  /// The value of a site before. A site without a row did not change, unless its name is spelt differently there.
  private func earlier(_ group: GoroutineGroups.Group, _ before: Before) -> IncidentText {
    if let pair = before.sites[group.name] { return "\(pair.before.grouped)" }
    return group.name.utf8.contains(UInt8(ascii: "[")) ? "" : "\(group.count.grouped)"
  }

  private func states(_ group: GoroutineGroups.Group) -> IncidentText {
    guard group.states.count > 1 else {
      return IncidentText([.text(group.states.first?.name ?? "")])
    }
    let shown = group.states.prefix(3).map { "\($0.name) \($0.count.grouped)" }
    return IncidentText([
      .text(shown.joined(separator: ", ") + (group.states.count > 3 ? ", …" : ""))
    ])
  }

  private func wait(_ group: GoroutineGroups.Group) -> IncidentText {
    group.longestWait.map { "\(Int($0)) min" } ?? ""
  }

  private func creators(_ group: GoroutineGroups.Group) -> IncidentText {
    let shown = group.creators.prefix(2).map {
      "\(name: names.function($0.name))" as IncidentText
    }
    return IncidentText(joining: shown, by: ", ") + (group.creators.count > 2 ? ", …" : "")
  }

  private func labels(_ group: GoroutineGroups.Group) -> IncidentText {
    let shown = group.labels.prefix(2).map { label -> IncidentText in
      label.count == group.count
        ? "\(name: label.name)" : "\(name: label.name) \(label.count.grouped)"
    }
    return IncidentText(joining: shown, by: ", ") + (group.labels.count > 2 ? ", …" : "")
  }

  private func heading(_ group: GoroutineGroups.Group) -> IncidentText {
    "\(group.count.grouped) in \(name: group.name)"
  }

  private func frames(_ group: GoroutineGroups.Group) -> [IncidentFrame] {
    let shown = group.example.prefix(Self.shownFrames).map {
      IncidentFrame(function: $0.function, source: $0.source)
    }
    let rest = group.example.count - shown.count
    return shown + (rest > 0 ? [IncidentFrame(function: "… \(rest) more", source: "")] : [])
  }

  // MARK: What was before

  private struct Before {
    let record: ProfileRecord
    let isBaseline: Bool
    let total: ValuePair
    let sites: [String: ValuePair]
  }

  private func changes(_ after: ProfileRecord) -> Before? {
    var request = ComparisonRequest()
    request.dimension = .site
    guard let before = incident.profiles.before("goroutine"),
      let comparison = incident.profiles.comparison(before.record, after, request)
    else { return nil }
    // Unchanged sites have no row: their value now is their value before.
    let changes = comparison.changes
    var sites: [String: ValuePair] = [:]
    for row in changes.rows { sites[String(decoding: row.name, as: UTF8.self)] = row.flat }
    return Before(
      record: before.record, isBaseline: before.isBaseline, total: changes.total,
      sites: sites)
  }

  // MARK: Labels

  private func labels(_ view: ProfileView) -> [IncidentBlock] {
    let (tags, own) = (TagTable(view), view.profile.ownLabelKeys)
    let (values, noun) = (view.valueText(), tags.texts)
    let rows = tags.keys.compactMap { key -> [IncidentText]? in
      let name = String(decoding: key.name, as: UTF8.self)
      guard own.contains(name) else { return nil }
      let shown = key.values.prefix(Self.shownLabels).map {
        "\(name: noun[$0.text]) \(values.text($0.sum))" as IncidentText
      }
      let rest = key.values.count > shown.count ? ", …" : ""
      return [
        "\(name: name)", "\(key.values.count)",
        IncidentText(joining: shown, by: ", ") + IncidentText(stringLiteral: rest),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading("Labels"),
      .table(
        IncidentTable(
          "Goroutine labels", [.text("Label"), .number("Values"), .text("Most frequent values")],
          rows
        )),
    ]
  }
}

extension Profile {
  /// The keys of labels that are the program's own, not what only dumps tell.
  fileprivate var ownLabelKeys: Set<String> {
    labelKeys.filter { ReservedLabel(rawValue: $0) == nil }
  }
}
