import ProfileReports

/// A form that the outcome of a check is written in.
package enum CheckFormat: String, CaseIterable, Sendable {
  case text, json, junit, tap, sarif, github, markdown, prometheus

  /// What its file is called in a folder of reports.
  package var fileName: String {
    switch self {
    case .text: "check.txt"
    case .json: "check.json"
    case .junit: "check.junit.xml"
    case .tap: "check.tap"
    case .sarif: "check.sarif"
    case .github: "check.github.txt"
    case .markdown: "check.md"
    case .prometheus: "check.prom"
    }
  }
}
