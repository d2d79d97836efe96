import LeakChecks
import ProfileAnalysis

/// Where CPU time and waiting for locks went, where that was saved.
struct ProcessorSection {
  private let incident: Incident
  private static let shownRows = 10
  private static let kinds: [(group: String, text: String, type: String?)] = [
    ("cpu", "of CPU time", "cpu"), ("mutex", "spent waiting for locks", "delay"),
    ("block", "spent waiting", "delay"),
  ]

  init(_ incident: Incident) { self.incident = incident }

  func section() -> IncidentSection? {
    var section = IncidentSection(id: "cpu", title: "CPU and contention")
    for kind in Self.kinds {
      guard let record = incident.profiles.newest(kind.group),
        // Waiting happens in the runtime and in libraries; their callers are what matters.
        let rows = TopRows(
          incident, record, type: kind.type, order: kind.group == "cpu" ? .flat : .cum,
          limit: Self.shownRows)
      else { continue }
      section.blocks.append(
        .text("\(strong: rows.total) \(kind.text)\(incident.profiles.ofInstance(kind.group))"))
      section.blocks.append(.table(rows.table("\(kind.group) by function")))
      section.commands.append(rows.command)
      OtherInstances(incident).add(kind.group, type: kind.type, to: &section)
    }
    return section.blocks.isEmpty ? nil : section
  }
}
