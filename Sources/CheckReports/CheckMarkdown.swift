import LeakChecks
import ProfileModel
import ProfileReports

/// The report in Markdown: a table of the rules, and the stacks behind what has not passed.
struct CheckMarkdown {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    sink.write("### pproftool check: \(output.summary), exit \(output.exitStatus)\n\n")
    sink.write("| | rule | finding | |\n|---|---|---|---|\n")
    for verdict in output.report.verdicts {
      if verdict.groups.isEmpty { writeRow(verdict, nil, to: &sink) }
      let shown = ShownEntries(verdict)
      for entry in shown.entries { writeRow(verdict, entry, to: &sink) }
      if let rest = shown.rest { sink.write("| | | \(MarkdownText.cell(rest)) | |\n") }
    }
    for verdict in output.report.verdicts where verdict.outcome != .pass {
      if !verdict.stacks.isEmpty { writeStacks(of: verdict, to: &sink) }
      if output.explains { writeExplanation(of: verdict, to: &sink) }
    }
    if !output.remarksForPeople.isEmpty { sink.write("\n") }
    for remark in output.remarksForPeople {
      sink.write("- \(MarkdownText.code(remark))\n")
    }
  }

  private func writeRow(_ verdict: Verdict, _ entry: GroupVerdict?, to sink: inout ByteSink) {
    let verdictText = VerdictText(verdict, entry)
    let rest = verdictText.outcome == .pass ? verdict.notes : verdictText.details
    let cells = [
      Self.sign(verdictText), MarkdownText.cell(verdictText.title),
      MarkdownText.cell(verdictText.finding),
      rest.map(MarkdownText.cell).joined(separator: " "),
    ]
    sink.write("| \(cells.joined(separator: " | ")) |\n")
  }

  private func writeStacks(of verdict: Verdict, to sink: inout ByteSink) {
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    sink.write("\n#### Stacks behind \(MarkdownText.code(verdict.rule.id))\n\n")
    sink.write("| value | site | place | state | fingerprint |\n|--:|---|---|---|---|\n")
    for stack in verdict.stacks {
      let cells = [
        number.text(stack.value), MarkdownText.cell(stack.shownSite),
        stack.source.map(MarkdownText.cell) ?? "", stack.waiting.map(MarkdownText.cell) ?? "",
        stack.fingerprint.map(MarkdownText.cell) ?? "",
      ]
      sink.write("| \(cells.joined(separator: " | ")) |\n")
    }
  }

  private func writeExplanation(of verdict: Verdict, to sink: inout ByteSink) {
    let lines = VerdictExplanation(verdict).lines
    if !lines.isEmpty { sink.write("\n") }
    for line in lines { sink.write("- \(MarkdownText.code(line))\n") }
  }

  private static func sign(_ verdictText: VerdictText) -> String {
    switch verdictText.outcome {
    case .pass: "✅"
    case _ where verdictText.isWarning: "⚠️"
    case .fail: "❌"
    case .undecided: "❓"
    }
  }
}
