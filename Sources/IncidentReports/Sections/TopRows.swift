import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileReports
import ReportRequests

/// The functions that have most of a profile, as `top` has them.
struct TopRows {
  let total: String
  let command: ShellCommand
  private let rows: [[IncidentText]]
  private let rest: Int

  /// Nil for a profile that cannot be read again, or has nothing.
  ///
  /// - `type`: the sample type; nil for the profile's default.
  /// - `order`: what of a function decides which are shown.
  init?(
    _ incident: Incident, _ record: ProfileRecord, type: String? = nil, order: NodeOrder = .flat,
    limit: Int
  ) {
    guard let view = incident.profiles.view(record, type: type), view.total != 0 else { return nil }
    var trim = TrimOptions.none
    trim.nodeCount = limit
    trim.order = order
    let table = TopTable(view, NodeOptions(), trim)
    let values = view.valueText(in: "auto")
    total = values.text(view.total)
    rows = table.rows.map { row in
      [
        "\(values.text(row.flat))", "\(ShareText.text(row.flat, of: view.total))",
        "\(values.text(row.cum))", "\(ShareText.text(row.cum, of: view.total))",
        "\(name: String(decoding: row.name, as: UTF8.self))",
      ]
    }
    rest = table.originalCount - table.rows.count
    command = incident.commands.report(
      "top",
      ["--nodecount", "\(limit)", "--nodefraction", "0"]
        + (order == .cum ? ["--cum"] : []) + (type.map { ["--sample-index", $0] } ?? []),
      of: [record])
  }

  func table(_ caption: String) -> IncidentTable {
    var table = IncidentTable(
      caption,
      [
        .number("Own"), .number("Share"), .number("With callees"), .number("Share"),
        .text("Function"),
      ], rows)
    if rest > 0 { table.rest = "\(rest) more functions" }
    return table
  }
}
