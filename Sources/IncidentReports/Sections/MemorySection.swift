import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileReports
import ReportRequests

/// The heap in use by site and by package, before and after, and the memory of the process.
struct MemorySection {
  private let incident: Incident
  private static let shownRows = 15
  private static let type = "inuse_space"

  init(_ incident: Incident) { self.incident = incident }

  func section() -> IncidentSection? {
    var section = IncidentSection(id: "memory", title: "Memory")
    if let after = incident.profiles.newest("heap") {
      if let before = incident.profiles.before("heap") {
        addChange(before, after, to: &section)
      } else {
        addMoment(after, to: &section)
      }
      OtherInstances(incident).add("heap", type: Self.type, to: &section)
    }
    addBar(to: &section)
    return section.blocks.isEmpty ? nil : section
  }

  // MARK: Before and after

  private func addChange(
    _ before: (record: ProfileRecord, isBaseline: Bool), _ after: ProfileRecord,
    to section: inout IncidentSection
  ) {
    var isFirst = true
    for dimension in [SampleDimension.site, .package] {
      var request = ComparisonRequest()
      request.dimension = dimension
      request.query.sampleType = Self.type
      guard
        let comparison = incident.profiles.comparison(before.record, after, request)
      else { continue }
      let changes = comparison.changes
      if isFirst { section.blocks.append(.text(opening(changes, before.isBaseline))) }
      isFirst = false
      if !changes.rows.isEmpty { section.blocks.append(.table(table(changes, dimension))) }
      section.commands.append(
        incident.commands.report(
          "diff", ["--by", dimension.name, "--sample-index", Self.type],
          of: [before.record, after], for: "by \(dimension.name)"))
    }
  }

  private func opening(_ changes: Comparison, _ isBaseline: Bool) -> IncidentText {
    let values = ValueText("bytes")
    let instance = incident.profiles.ofInstance("heap")
    let factor = FactorText.text(changes.total)
    return
      "\(strong: values.text(changes.total.after)) of heap in use\(instance), \(values.text(changes.total.before)) \(isBaseline ? "in the baseline" : "in the oldest snapshot")\(factor.isEmpty ? "" : " (\(factor))")."
  }

  private func table(_ changes: Comparison, _ dimension: SampleDimension) -> IncidentTable {
    let values = ValueText("bytes")
    let rows = changes.rows.prefix(Self.shownRows).map { row -> [IncidentText] in
      let delta = values.text(row.flat.delta)
      return [
        "\(values.text(row.flat.before))", "\(values.text(row.flat.after))",
        "\(row.flat.delta > 0 && delta != "0" ? "+" : "")\(delta)", "\(FactorText.text(row.flat))",
        "\(name: String(decoding: row.name, as: UTF8.self))",
      ]
    }
    var table = IncidentTable(
      "Heap in use by \(dimension.name)",
      [
        .number("Before"), .number("After"), .number("Change"), .number("Factor"),
        .text(dimension == .site ? "Site" : "Package"),
      ], Array(rows))
    let rest = changes.rows.count - rows.count
    if rest > 0 { table.rest = "\(rest) more that changed less" }
    return table
  }

  // MARK: One moment

  /// With nothing to compare, the functions that have most.
  private func addMoment(_ record: ProfileRecord, to section: inout IncidentSection) {
    guard let table = TopRows(incident, record, type: Self.type, limit: Self.shownRows) else {
      return
    }
    section.blocks.append(
      .text(
        "\(strong: table.total) of heap in use\(incident.profiles.ofInstance("heap")); there is no other snapshot to compare it with."
      ))
    section.blocks.append(.table(table.table("Heap in use by function")))
    section.commands.append(table.command)
  }

  // MARK: The process

  private func addBar(to section: inout IncidentSection) {
    guard let record = incident.profiles.memory, let profile = record.profile(),
      let bar = MemoryBar(profile)
    else { return }
    section.blocks += [.heading("Memory the process got from the system"), .memory(bar)]
    section.commands.append(
      incident.commands.report(
        "info", ["--format", "json"], of: [record], for: "the runtime's own numbers"))
  }
}
