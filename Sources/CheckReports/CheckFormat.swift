import ProfileReports

/// A form that the outcome of a check is written in.
package enum CheckFormat: String, CaseIterable, Sendable {
  case text, json, junit, tap, sarif, github, markdown, prometheus

  /// How the names of such files end.
  package var endings: [String] {
    switch self {
    case .text, .github: [".txt"]
    case .json: [".json"]
    case .junit: [".xml"]
    case .tap: [".tap"]
    case .sarif: [".sarif", ".sarif.json"]
    case .markdown: [".md"]
    case .prometheus: [".prom"]
    }
  }

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
