import LeakChecks
import ProfileAnalysis
import ProfileReports
import ReportRequests

/// That the heap rose by half and by more than noise, which no rule judged or all let pass.
struct HeapRise {
  let text: IncidentText
  let command: ShellCommand
  /// Whether it is large, as that of a `LevelGrowth`.
  let isLarge: Bool

  /// As much as a trend must have.
  private static let leastRise: Int64 = 1 << 20

  /// Nil if it did not rise, or nothing tells.
  init?(_ incident: Incident) {
    let profiles = incident.profiles
    var request = ComparisonRequest()
    (request.dimension, request.query.sampleType) = (.site, "inuse_space")
    guard let before = profiles.before("heap"), let after = profiles.newest("heap"),
      let changes = profiles.comparison(before.record, after, request)?.changes
    else { return nil }
    let total = changes.total
    guard total.delta >= max(total.before / 2, Self.leastRise) else { return nil }
    let values = ValueText("bytes")
    let (first, last) = (values.text(total.before), values.text(total.after))
    let baseline = before.isBaseline ? " in the baseline" : ""
    let count = before.isBaseline ? "" : " (\(profiles.count("heap")) snapshots)"
    text =
      "The heap\(profiles.ofInstance("heap")) rose from \(first)\(baseline) to \(strong: last)\(count), \(ComparisonVerdict(changes).mainChange)."
    command = incident.commands.report(
      "diff", ["--by", "site", "--sample-index", "inuse_space"], of: [before.record, after],
      for: "the heap")
    isLarge = LevelGrowth.isLarge(from: Double(total.before), to: Double(total.after))
  }
}
