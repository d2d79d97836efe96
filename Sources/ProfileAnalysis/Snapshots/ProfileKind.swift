package import ProfileModel

/// The kind of a profile: `heap`, `goroutine`, `cpu`, or its default sample type.
package struct ProfileKind: Hashable, Sendable {
  package let name: String
  /// The names of its sample types.
  package let sampleTypes: [String]

  /// - `file`: tells profiles of blocking from those of mutexes, which differ by nothing else.
  package init(of profile: borrowing Profile, _ file: SnapshotName) {
    let strings = profile.strings
    sampleTypes = profile.header.sampleTypes.map { strings[$0.type] }
    let byDefault = try? SampleTypeChoice(of: profile)
    name = Self.name(sampleTypes, file) ?? byDefault.map { strings[$0.type.type] } ?? "empty"
  }

  private static func name(_ types: [String], _ file: SnapshotName) -> String? {
    for name in ["goroutine", "goroutineleak", "threadcreate", "cpu"] where types.contains(name) {
      return name
    }
    if types.contains("inuse_space") || types == ["objects", "space"] { return "heap" }
    guard types == ["contentions", "delay"] else { return nil }
    return file.contains("block") ? "block" : file.contains("mutex") ? "mutex" : "contention"
  }

  /// Whether a profile of it is a state that is there at one moment, or counts from the start of a process on, so
  /// that the newest tells all and a sum of several nothing.
  package var isState: Bool { Self.states.contains(name) }

  private static let states: Set<String> = [
    "goroutine", "goroutineleak", "heap", "threadcreate", "block", "mutex", "contention",
  ]

  /// What one or several such profiles are called: `heap profile`, or `profile of samples`.
  package func noun(isPlural: Bool) -> String {
    let noun = isPlural ? "profiles" : "profile"
    return isState || name == "cpu" ? "\(name) \(noun)" : "\(noun) of \(name)"
  }

  /// The kinds that Go saves, by the names of their addresses.
  package static let ofGo = states.union(["cpu", "allocs"])

  /// Whether what the user calls it is another of Go's kinds. What is blocked and what waits for locks look alike.
  package func isOther(than called: String) -> Bool {
    guard Self.ofGo.contains(called), Self.ofGo.contains(name), called != name else { return false }
    return ![["heap", "allocs"], ["block", "mutex", "contention"]].contains {
      $0.contains(called) && $0.contains(name)
    }
  }

  /// Whether it is what the user calls so: the kind or one of its sample types.
  package func isCalled(_ name: String) -> Bool {
    self.name == name || sampleTypes.contains(name)
  }
}

extension Profile {
  /// Why rules do not apply to the profile: it shows what happened between two moments; nil for a snapshot.
  package var deltaReason: String? {
    deltaSign.map {
      "\($0), so it is the difference between two snapshots; rules need the snapshots themselves"
    }
  }

  private var deltaSign: String? {
    if sampleTable.values.contains(where: { $0 < 0 }) { return "it has negative values" }
    guard header.durationNanos > 0 else { return nil }
    let ofMoments = ["goroutine", "inuse_space", "alloc_space"]
    let isOfMoment = header.sampleTypes.contains { ofMoments.contains(strings[$0.type]) }
    return isOfMoment ? "it has a duration" : nil
  }

  /// Whether a profile of a state is what happened between two moments, for which it needs a duration.
  package var isDifference: Bool { header.durationNanos > 0 || deltaSign != nil }
}
