package import LeakChecks
import ProfileReports

extension Verdict {
  /// The lines of the text report without stacks: `FAIL listen: 64102 > 200 · …`, one for each shown entry.
  package var lines: [String] {
    guard !groups.isEmpty else { return [SafeText.line(VerdictText(self).line)] }
    let shown = ShownEntries(self)
    return (shown.entries.map { VerdictText(self, $0).line } + [shown.rest].compactMap { $0 })
      .map { SafeText.line($0) }
  }
}
