import ProfileAnalysis

/// How a command uses the profiles of a folder.
struct FolderUse: Sendable {
  /// The kind to use unless the user names one.
  var kind: String?
  /// Whether one folder may contain several kinds of profiles, since each profile is used separately.
  var takesAllKinds = false
  /// The moments of a state to use. Of profiles over a time span, all are used.
  var moments = MomentChoice.Moments.newest
  /// Whether a dump is preferred to a protobuf of the same moment.
  var prefersDumps = false
  /// Whether the profiles are added up instead of used one by one.
  var isSum = true

  /// Reports, and the sides of a comparison.
  static let report = FolderUse()
  /// The goroutine report. Dumps have the most details.
  static let goroutines = FolderUse(kind: "goroutine", prefersDumps: true)
  /// Runs, each compared separately.
  static let runs = FolderUse(moments: .all, isSum: false)
  /// Instances as runs; the newest state of each counts.
  static let instances = FolderUse(isSum: false)
  /// An explicit sum, as in `merge`.
  static let sum = FolderUse(moments: .all)
  /// Each profile separately, as in `rows`.
  static let rows = FolderUse(takesAllKinds: true, moments: .all, isSum: false)
}
