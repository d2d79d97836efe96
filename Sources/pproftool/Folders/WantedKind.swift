import ProfileAnalysis
import ProfileModel

/// What `--kind` names: a kind of profile, or a sample type.
enum WantedKind {
  /// The names of kinds that are offered, those that are looked at first before others.
  static let names = [
    "heap", "cpu", "goroutine", allocations, "block", "mutex", "threadcreate", "goroutineleak",
  ]

  /// The line of this process with a kind.
  static func line(choosing kind: String) -> String {
    let arguments = NormalizedLine.current.arguments
    return ShellLine.running(arguments.prefix(1) + ["--kind", kind] + arguments.dropFirst())
  }

  /// Go's name for a heap profile whose default is what was allocated.
  static let allocations = "allocs"

  /// The sample type that reports show; nil if a kind is named, of which they show the default.
  static func sampleType(_ name: String) -> String? {
    names.contains(name) || name == "contention" ? nil : name
  }
}

extension ProfileKind {
  /// Whether `--kind` names a profile of this kind.
  func isWanted(_ name: String, _ profile: borrowing Profile, _ file: SnapshotName) -> Bool {
    if isCalled(name) { return true }
    guard name == WantedKind.allocations, sampleTypes.contains("alloc_space") else { return false }
    // The text format has no default, so that only the name of the file tells it.
    return file.contains("allocs")
      || profile.strings[profile.header.defaultSampleType] == "alloc_space"
  }
}
