import ProfileAnalysis
import ProfileModel
import ProfileSystem
import ReportRequests

/// The named files that a picture adds up, for a note where they are states of one kind: a sum of two moments of a
/// process is no state of it.
struct AddedStates {
  private var paths: [SystemPath] = []
  private var kinds: Set<String> = []
  private var kind: ProfileKind?

  mutating func add(_ profile: borrowing Profile, _ path: SystemPath) {
    let kind = ProfileKind(of: profile, SnapshotName(path.bytes))
    paths.append(path)
    kinds.insert(kind.name)
    self.kind = kind
  }

  /// The note, with the line that compares two; nil for other reports, and if there is nothing to say.
  func note(on report: ReportRequest.Kind) -> String? {
    guard let ending = Self.ending(of: report), paths.count > 1, kinds.count == 1, let kind,
      kind.isState
    else { return nil }
    let sum = "\(paths.count) \(kind.noun(isPlural: true)) are added up"
    guard paths.count == 2, !paths.contains("-") else { return sum }
    let sides = paths.map(ShellLine.argument)
    return
      "\(sum); what changed: \(ShellLine.running(["diff"] + sides + ["-o", "change\(ending)"]))"
  }

  private static func ending(of report: ReportRequest.Kind) -> String? {
    switch report {
    case .flameGraph: ".svg"
    case .view: ".html"
    default: nil
    }
  }
}
