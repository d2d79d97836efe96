import JSONText
package import LeakChecks
package import ProfileModel
import ProfileReports

/// Writes the result of a check in any of its formats.
package struct CheckOutput: Sendable {
  let report: CheckReport
  let exitStatus: Int32
  /// Whether the text explains the verdicts.
  let explains: Bool
  /// Files of folders that are no profiles for rules, and why.
  let skipped: [SkippedFile]
  /// What to put instead of the beginnings of source paths, the first that fits.
  let pathPrefixes: [PathPrefix]

  /// A file that was passed over.
  package struct SkippedFile: Sendable, Equatable {
    package let name: String
    package let reason: String

    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// A beginning of source paths and its replacement: `github.com/a/b/=` or `/build/=src/`.
  package struct PathPrefix: Sendable, Equatable {
    package let from: String
    package let to: String

    /// Reads `FROM=TO`; nil when there is no `=`, or nothing before it.
    package init?(_ text: String) {
      guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
      from = String(text[..<sign])
      to = String(text[text.index(after: sign)...])
    }
  }

  package init(
    _ report: CheckReport, exitStatus: Int32, explains: Bool = false,
    pathPrefixes: [PathPrefix] = [], skipped: [SkippedFile] = []
  ) {
    self.report = report
    self.exitStatus = exitStatus
    self.explains = explains
    self.pathPrefixes = pathPrefixes
    self.skipped = skipped
  }

  /// Writes the report in a format.
  package func write(_ format: CheckFormat, to sink: inout ByteSink) {
    switch format {
    case .text: CheckText(self).write(to: &sink)
    case .json: CheckJSON(self).value.writeLine(to: &sink)
    case .junit: JUnitReport(self).write(to: &sink)
    case .tap: TAPReport(self).write(to: &sink)
    case .sarif: SARIFReport(self).value.writeLine(to: &sink)
    case .github: GitHubAnnotations(self).write(to: &sink)
    case .markdown: CheckMarkdown(self).write(to: &sink)
    case .prometheus: PrometheusText(self).write(to: &sink)
    }
  }

  /// A source path relative to the repository.
  func mapped(_ file: String) -> String {
    guard let prefix = pathPrefixes.first(where: { file.hasPrefix($0.from) }) else { return file }
    return prefix.to + file.dropFirst(prefix.from.count)
  }

  /// The first line of each verdict.
  package var lines: [String] { report.verdicts.compactMap(\.lines.first) }

  /// `5 rules: 3 passed, 1 failed, 1 undecided`, the parts that are not 0.
  package var summary: String {
    let verdicts = report.verdicts
    if verdicts.isEmpty { return "nothing was judged" }
    let warned = verdicts.count(where: \.isWarning)
    let failed = verdicts.count { $0.outcome == .fail && !$0.isWarning }
    let open = verdicts.count { $0.outcome == .undecided && !$0.isWarning }
    let parts = [
      (report.count(.pass), "passed"), (failed, "failed"), (open, "undecided"), (warned, "warned"),
    ]
    let counts = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let rules = verdicts.count.counted("rule")
    let unread =
      report.missing.isEmpty ? "" : "; \(report.missing.count.counted("file")) could not be read"
    return (counts.isEmpty ? rules : "\(rules): \(counts)") + unread
  }

  /// Remarks besides the verdicts, a line each.
  package var remarks: [String] {
    rises + report.missing.map { "ERROR \($0.name): \($0.reason)" }
      + report.incomplete.map { "INCOMPLETE \($0.name): \($0.reason)" }
      + report.expired.map(Self.expired) + leftOut
      + report.unused.map { "WARN suppression \($0.id): it matches nothing" }
      + report.warnings.map { "WARN \($0)" }
  }

  /// The same with what was skipped, which formats for programs list file by file.
  var remarksForPeople: [String] { remarks + (skippedRemark.map { [$0] } ?? []) }

  /// `SKIPPED 2 files: notes.txt: text; index.html: web page`; nil if nothing was skipped.
  private var skippedRemark: String? {
    guard !skipped.isEmpty else { return nil }
    let named = skipped.prefix(Self.namedFiles).map { "\($0.name): \($0.reason)" }
    let rest = skipped.count - named.count
    let more = rest > 0 ? "; and \(rest) more" : ""
    return "SKIPPED \(skipped.count.counted("file")): \(named.joined(separator: "; "))\(more)"
  }

  /// How many skipped files people read of.
  private static let namedFiles = 10

  /// The severity of a remark, as annotations name it.
  package func level(ofRemark remark: String) -> String {
    if remark.hasPrefix("WARN") { return "warning" }
    return ["NOTE", "LEFT OUT", "SUPPRESSED"].contains(where: remark.hasPrefix) ? "notice" : "error"
  }

  /// The levels that rise with too few snapshots for a trend, though their rules may pass.
  private var rises: [String] {
    let sentences = report.verdicts.flatMap(\.rises).map(RiseText.init).map(\.sentence)
    let rest = sentences.count - RiseText.shown
    return sentences.prefix(RiseText.shown).map { "NOTE \($0)" }
      + (rest > 0 ? ["NOTE \(rest.counted("more instance")) also rose"] : [])
  }

  /// What was not looked at, and what was left out on purpose.
  private var leftOut: [String] {
    var known: Set<String> = []
    var lines = report.verdicts.flatMap(\.leftOut).filter { known.insert($0).inserted }.map {
      "LEFT OUT \($0)"
    }
    for verdict in report.verdicts {
      for use in verdict.suppressed where use.sum > 0 && !use.isOver {
        let cap = use.cap.map { " of at most \(FixedText.of($0, digits: 0))" } ?? ""
        lines.append(
          "SUPPRESSED \(verdict.rule.id) by \(use.id): \(FixedText.of(use.sum, digits: 0))\(cap)")
      }
    }
    return lines
  }

  private static func expired(_ suppression: Suppression) -> String {
    let date = suppression.expires.map { " on \($0)" } ?? ""
    let ticket = suppression.ticket.map { " (\($0))" } ?? ""
    return
      "FAIL suppression \(suppression.id): expired\(date), so its samples count again\(ticket)"
  }
}

extension JSONValue {
  /// Writes the value and a line feed.
  func writeLine(to sink: inout ByteSink) {
    write(to: &sink)
    sink.write("\n")
  }
}

/// A format that the outcome of a check is written in.
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
