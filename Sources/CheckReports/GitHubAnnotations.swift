import LeakChecks
import ProfileModel
import ProfileReports

/// The report as commands of GitHub's runner, which shows them at the lines that they name.
struct GitHubAnnotations {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    for verdict in output.report.verdicts where verdict.outcome != .pass {
      let level = verdict.isWarning ? "warning" : "error"
      var properties = ["title=\(Self.property("pproftool: \(verdict.rule.id)"))"]
      if let stack = verdict.stacks.first, !stack.file.isEmpty {
        properties.insert("file=\(Self.property(output.mapped(stack.file)))", at: 0)
        if stack.line > 0 { properties.insert("line=\(stack.line)", at: 1) }
      }
      let message = Self.message(VerdictWords(verdict).fullSentence)
      sink.write("::\(level) \(properties.joined(separator: ","))::\(message)\n")
    }
    for remark in output.remarks {
      let level = remark.hasPrefix("WARN") ? "warning" : "error"
      sink.write("::\(level) title=pproftool::\(Self.message(remark))\n")
    }
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
