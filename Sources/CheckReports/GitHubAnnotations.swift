import LeakChecks
import ProfileModel
import ProfileReports

/// The report as commands of GitHub's runner, which shows them at the lines that they name.
struct GitHubAnnotations {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    for verdict in output.report.verdicts where verdict.outcome != .pass {
      if verdict.groups.isEmpty { write(verdict, nil, to: &sink) }
      let shown = ShownEntries(verdict)
      for entry in shown.entries { write(verdict, entry, to: &sink) }
      if let rest = shown.rest { writeNotice("\(verdict.rule.id): \(rest)", to: &sink) }
    }
    for remark in output.remarks {
      let level = output.level(ofRemark: remark)
      sink.write("::\(level) title=pproftool::\(Self.message(remark))\n")
    }
    for file in output.skipped { writeNotice("skipped \(file.name): \(file.reason)", to: &sink) }
    writeNotice("\(output.summary), exit_status \(output.exitStatus)", to: &sink)
  }

  private func writeNotice(_ text: String, to sink: inout ByteSink) {
    sink.write("::notice title=pproftool::\(Self.message(text))\n")
  }

  private func write(_ verdict: Verdict, _ entry: GroupVerdict?, to sink: inout ByteSink) {
    let verdictText = VerdictText(verdict, entry)
    let level = verdictText.isWarning ? "warning" : "error"
    var properties = ["title=\(Self.property("pproftool: \(verdictText.title)"))"]
    if let stack = entry?.stacks.first, !stack.file.isEmpty {
      properties.insert("file=\(Self.property(output.mapped(stack.file)))", at: 0)
      if stack.line > 0 { properties.insert("line=\(stack.line)", at: 1) }
    }
    let message = Self.message(verdictText.fullSentence)
    sink.write("::\(level) \(properties.joined(separator: ","))::\(message)\n")
  }

  private static func message(_ text: String) -> String {
    SafeText.line(text).unicodeScalars.reduce(into: "") { $0 += $1 == "%" ? "%25" : String($1) }
  }

  /// A value of a property, in which `:` and `,` have a meaning.
  private static func property(_ text: String) -> String {
    message(text).unicodeScalars.reduce(into: "") {
      $0 += $1 == ":" ? "%3A" : $1 == "," ? "%2C" : String($1)
    }
  }
}
