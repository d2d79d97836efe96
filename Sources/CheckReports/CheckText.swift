package import LeakChecks
import ProfileModel
import ProfileReports

/// The report for people: a line a rule, and below what has not passed the stacks behind it.
struct CheckText {
  private let output: CheckOutput

  init(_ output: CheckOutput) { self.output = output }

  func write(to sink: inout ByteSink) {
    for verdict in output.report.verdicts {
      if verdict.groups.isEmpty {
        write(verdict, nil, to: &sink)
      } else {
        for entry in shown(of: verdict) { write(verdict, entry, to: &sink) }
      }
      if let rest = ShownEntries(verdict).rest { sink.write("  \(SafeText.line(rest))\n") }
    }
    for remark in output.remarksForPeople { sink.write(SafeText.line(remark) + "\n") }
    sink.write("\(output.summary), exit \(output.exitStatus)", as: .heading)
    sink.write("\n")
  }

  private func shown(of verdict: Verdict) -> [GroupVerdict] { ShownEntries(verdict).entries }

  private func write(_ verdict: Verdict, _ entry: GroupVerdict?, to sink: inout ByteSink) {
    let verdictText = VerdictText(verdict, entry)
    sink.write(verdictText.status, as: Self.style(of: verdictText))
    sink.write(" \(SafeText.line(verdictText.statement))\n")
    let isExplained = output.explains && (verdictText.outcome != .pass || entry?.trend != nil)
    let explanation = isExplained ? VerdictExplanation(verdict, entry).lines : []
    let stacks = verdictText.outcome == .pass ? [] : VerdictStackLines(verdict, entry).lines
    for line in stacks + explanation { sink.write("  \(SafeText.line(line))\n") }
  }

  private static func style(of verdictText: VerdictText) -> TextStyle {
    if verdictText.isWarning { return .open }
    switch verdictText.outcome {
    case .pass: return .good
    case .fail: return .strong
    case .undecided: return .open
    }
  }
}

/// The entries of a verdict that people read: the ten worst of those that have not passed, or the worst of all.
package struct ShownEntries {
  package let entries: [GroupVerdict]
  /// How many more there are; nil if none.
  package let rest: String?

  private static let limit = 10

  package init(_ verdict: Verdict) {
    let bad = Array(verdict.groups.lazy.filter { $0.outcome != .pass }.prefix(Self.limit))
    entries = bad.isEmpty ? Array(verdict.groups.prefix(1)) : bad
    let counts = [("fail", Outcome.fail), ("are undecided", .undecided)].compactMap {
      word, outcome in
      let isSo = { (entry: GroupVerdict) in entry.outcome == outcome }
      let count = verdict.groups.count(where: isSo) - bad.count(where: isSo)
      return count > 0 ? "\(count) more \(word)" : nil
    }
    rest = counts.isEmpty ? nil : "… " + counts.joined(separator: ", ")
  }
}
