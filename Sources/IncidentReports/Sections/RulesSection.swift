import CheckReports
import LeakChecks
import ProfileReports

/// Every rule with its result, and what was suppressed.
struct RulesSection {
  private let incident: Incident
  private var names: IncidentNames { incident.names }

  init(_ incident: Incident) { self.incident = incident }

  func section() -> IncidentSection? {
    guard !incident.report.verdicts.isEmpty else { return nil }
    var section = IncidentSection(id: "rules", title: "Rules")
    if incident.report.isBuiltIn {
      section.blocks.append(.text("No rules were given: these are the built-in ones."))
    }
    section.blocks.append(.table(table))
    section.blocks += RuleCharts(incident).blocks
    if let suppressed { section.blocks += [.heading("Suppressions in force"), .table(suppressed)] }
    for text in expired { section.blocks.append(.text(text)) }
    section.commands = [
      incident.commands.check(
        ["--explain", "--format", "json"], for: "every rule, with its series")
    ]
    return section
  }

  // MARK: Rules

  private var table: IncidentTable {
    let rows = incident.report.verdicts.flatMap { verdict -> [[IncidentText]] in
      let shown = ShownEntries(verdict).entries
      return shown.isEmpty
        ? [row(verdict, nil)] : shown.enumerated().map { row(verdict, $1, isFirst: $0 == 0) }
    }
    var table = IncidentTable(
      "Rules and their results",
      [
        .text("Outcome"), .text("Rule"), .text("Assertion"), .text("Found"), .text("Owner"),
        .text("Runbook"),
      ], rows)
    let rests = incident.report.verdicts.compactMap { verdict in
      ShownEntries(verdict).rest.map {
        "\(names.id(verdict.rule, isBuiltIn: incident.report.isBuiltIn)): \($0)"
      }
    }
    table.rest = rests.joined(separator: "; ")
    return table.withoutEmptyColumns()
  }

  private func row(_ verdict: Verdict, _ entry: GroupVerdict?, isFirst: Bool = true)
    -> [IncidentText]
  {
    let verdictText = VerdictText(verdict, entry)
    let rule = verdict.rule
    let id = names.id(rule, isBuiltIn: incident.report.isBuiltIn)
    let title = entry.map { $0.title.isEmpty ? "" : " [\(names.text($0.title))]" } ?? ""
    let quote = { (text: String?) -> IncidentText in
      isFirst ? text.map { "\(quote: names.text($0))" } ?? "" : ""
    }
    return [
      verdictText.outcome == .pass ? "\(verdictText.status)" : "\(strong: verdictText.status)",
      "\(name: id + title)", isFirst ? "\(name: names.assertion(rule.assertion))" : "",
      finding(verdictText, entry), quote(rule.owner), quote(rule.runbook),
    ]
  }

  /// What was found; the reason of what is not decided may hold names of files.
  private func finding(_ verdictText: VerdictText, _ entry: GroupVerdict?) -> IncidentText {
    guard names.areRedacted, verdictText.outcome == .undecided else {
      return IncidentText([.text(verdictText.finding)])
    }
    return "undecided"
  }

  // MARK: Suppressions

  private var suppressed: IncidentTable? {
    let rows = incident.report.verdicts.flatMap { verdict in
      verdict.suppressed.filter { $0.sum > 0 }.map { row($0, verdict) }
    }
    guard !rows.isEmpty else { return nil }
    return IncidentTable(
      "Left out by suppressions",
      [
        .text("Suppression"), .text("Rule"), .number("Sum"), .number("At most"),
        .text("Expires"),
        .text("Reason"),
      ], rows
    ).withoutEmptyColumns()
  }

  private func row(_ use: SuppressionUse, _ verdict: Verdict) -> [IncidentText] {
    let suppression = incident.suppressions.first { $0.id == use.id }
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    let rule = names.id(verdict.rule, isBuiltIn: incident.report.isBuiltIn)
    return [
      "\(name: names.text(use.id))" + (use.isOver ? " (over its cap, so its samples count)" : ""),
      "\(name: rule)", "\(number.text(use.sum))", use.cap.map { "\(number.text($0))" } ?? "",
      suppression?.expires.map { "\($0.description)" } ?? "",
      suppression.map { "\(quote: names.text($0.reason))" } ?? "",
    ]
  }

  private var expired: [IncidentText] {
    incident.report.expired.map { suppression in
      let date = suppression.expires.map { " on \($0)" } ?? ""
      return
        "Suppression \(name: names.text(suppression.id)) expired\(date): its samples count again."
    }
  }
}
