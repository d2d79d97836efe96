import ArgumentParser
import ProfileModel
import ProfileReports

/// The form of a report.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv, markdown

  /// Whether nothing in it may be rounded.
  var isForPrograms: Bool { self != .text && self != .markdown }

  /// Writes a report in this form.
  func write(_ report: some FormattedReport, to sink: inout ByteSink) {
    switch self {
    case .text: report.writeText(to: &sink)
    case .json: report.writeJSON(to: &sink)
    case .ndjson: report.writeNDJSON(to: &sink)
    case .csv: report.writeCSV(to: &sink)
    case .markdown: report.writeMarkdown(to: &sink)
    }
  }
}
