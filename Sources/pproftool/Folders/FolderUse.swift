import ProfileAnalysis

/// What a command makes of the profiles in a folder.
struct FolderUse: Sendable {
  /// The kind that is taken unless the user names one.
  var kind: String?
  /// Whether profiles of several kinds may stand in one folder, since each is used by itself.
  var takesAllKinds = false
  /// Which moments of a state are taken; of what lasted a while it is always all.
  var moments = MomentChoice.Moments.newest
  /// Whether dumps go before protobufs of the same moment.
  var prefersDumps = false
  /// Whether what is taken is added up, and not looked at one by one.
  var isSum = true

  /// Reports, and the sides of a comparison.
  static let report = FolderUse()
  /// The report on goroutines, of which dumps tell most.
  static let goroutines = FolderUse(kind: "goroutine", prefersDumps: true)
  /// Runs that are compared one by one.
  static let runs = FolderUse(moments: .all, isSum: false)
  /// Runs that are instances, of whose states the newest counts.
  static let instances = FolderUse(isSum: false)
  /// What adds up profiles because it was told to.
  static let sum = FolderUse(moments: .all)
  /// What uses each profile by itself.
  static let rows = FolderUse(takesAllKinds: true, moments: .all, isSum: false)
}
