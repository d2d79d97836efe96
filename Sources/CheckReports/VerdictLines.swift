package import LeakChecks
import ProfileReports

extension Verdict {
  /// What the report for people says of it, without stacks: `FAIL listen: 64102 > 200 · …`, a line for each entry that
  /// is shown.
  package var lines: [String] {
    guard !groups.isEmpty else { return [SafeText.line(VerdictWords(self).line)] }
    let shown = ShownEntries(self)
    return (shown.entries.map { VerdictWords(self, $0).line } + [shown.rest].compactMap { $0 })
      .map { SafeText.line($0) }
  }
}
