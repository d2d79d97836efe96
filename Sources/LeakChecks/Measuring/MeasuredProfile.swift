package import ProfileAnalysis
package import ProfileModel

/// A profile as rules see it, with derived values computed once.
package struct MeasuredProfile: Sendable {
  /// The file it was read from.
  package let name: String
  package let profile: Profile
  package let plain: NormalizedStacks
  package let traits: GoroutineTraits
  /// The names and units of its sample types.
  package let types: [SampleType]
  /// The name of its format.
  let format: String
  /// Whether it is debug=1 text, which hides the runtime's frames.
  let isText: Bool
  /// Whether its format has names and nothing else.
  let hasNamesOnly: Bool
  /// Whether it has the states of a dump.
  let isDump: Bool
  /// Whether it records which goroutines are proven leaked.
  let knowsLeaks: Bool
  /// Whether all its goroutines are proven leaked.
  let isLeakProfile: Bool
  /// Whether any of its goroutines has an age.
  let hasAges: Bool
  /// Why it is known not to be whole; nil when nothing says so.
  package let incomplete: String?
  /// Why there may be more than it shows; nil when it shows all.
  let openEnd: String?
  /// What took names away that the program has; nil when nothing did.
  let lostNames: String?
  /// Whether it is a block or mutex profile without samples: profiling was off, or there was nothing to record.
  let sawNothing: Bool
  /// How many bytes lie between two sampled events; 0 when every event was counted.
  let bytesPerSample: Double
  /// What to multiply the values of each sample type by, so that they are in bytes, nanoseconds or counts.
  private let scales: [Double]
  package let memory: MemoryTrailer
  /// The crash it records, and where; nil if the program did not crash.
  let crash: String?
  /// Where goroutines were created; nothing where the format does not record it.
  let creatorSources: CreatorSources
  /// The bytes and objects allocated since the process started; nil if not recorded.
  let allocated: [Int64]?

  /// A kind of measurement and its unit.
  package struct SampleType: Hashable, Sendable {
    package let name: String
    package let unit: String
  }

  package init(name: String, _ read: ReadProfile) {
    self.name = name
    let traits = read.notes.traits
    var own =
      traits.contains(.hidesRuntimeFrames) ? read.profile.withEqualAllocations() : read.profile
    allocated = Self.allocated(own)
    own.traits = traits
    profile = own
    plain = NormalizedStacks(profile)
    self.traits = GoroutineTraits(profile)
    let strings = profile.strings
    types = profile.header.sampleTypes.map {
      SampleType(name: strings[$0.type], unit: strings[$0.unit])
    }
    scales = types.map { BaseUnit($0.unit).scale }
    let marks = DumpMarks(profile)
    format = read.notes.format
    isText = traits.contains(.hidesRuntimeFrames) && !traits.contains(.isDump)
    hasNamesOnly = traits.contains(.hasNamesOnly)
    isDump = marks.hasStates || traits.contains(.tellsStates)
    isLeakProfile = types.map(\.name) == ["goroutineleak"]
    knowsLeaks = isLeakProfile || marks.hasLeaks || marks.writesLeakProfile
    hasAges = marks.hasAges
    let remarks = SourceRemarks(of: profile)
    incomplete =
      read.notes.incomplete ?? remarks.incomplete ?? read.notes.lostRecords
      ?? read.notes.nothingToReport
    lostNames = remarks.lostNames
    memory = MemoryTrailer(profile)
    crash = remarks.crash
    creatorSources = read.notes.creatorSources
    openEnd =
      incomplete ?? Self.heapNotSeen(profile, types, memory).map { "\(name) \($0)" } ?? remarks
      .shownOnly.map { "\(name) shows only \($0)" }
      ?? Self.nothingSeen(profile, types).map { "\(name) \($0)" }
    sawNothing =
      incomplete == nil && remarks.shownOnly == nil && profile.sampleTable.count == 0
      && types.map(\.name) == Self.contentions
    bytesPerSample = Self.bytesPerSample(profile)
  }

  /// Why a heap text shows too little of what the process has: sampling was off or began late; nil if it does not.
  private static func heapNotSeen(
    _ profile: Profile, _ types: [SampleType], _ memory: MemoryTrailer
  ) -> String? {
    guard let heap = memory.heapBytes,
      let column = types.firstIndex(where: { $0.name == "inuse_space" })
    else { return nil }
    let values = profile.sampleTable.values
    let seen = stride(from: column, to: values.count, by: types.count).reduce(0.0) {
      $0 + Double(values[$1])
    }
    // A quarter, less what the runtime may keep of spans that are nearly empty.
    guard seen < (Double(heap) - 32 * 1024 * 1024) / 4 else { return nil }
    return "shows less than a quarter of the heap in use: profiling was off or saw nothing"
  }

  /// The sample types of profiles of blocking and of mutexes.
  private static let contentions = ["contentions", "delay"]

  /// Why a profile that shows nothing says nothing; nil where 0 is a value like any other.
  private static func nothingSeen(_ profile: Profile, _ types: [SampleType]) -> String? {
    let (names, header) = (types.map(\.name), profile.header)
    if names.contains(where: { $0.hasSuffix("space") }),
      profile.strings[header.periodType.type] == "space",
      header.period == 0
    {
      return "was saved with sampling off"
    }
    if names == contentions, header.period == 0, header.periodType.type != .empty {
      return "was saved with profiling off"
    }
    guard profile.sampleTable.count == 0 else { return nil }
    if names == ["goroutine"] { return "shows no goroutines, but every process has some" }
    return names == contentions
      ? "has no samples: profiling was off or saw nothing" : nil
  }

  /// What grows as long as a process runs.
  private static func allocated(_ profile: Profile) -> [Int64]? {
    let names = profile.header.sampleTypes.map { profile.strings[$0.type] }
    let columns = ["alloc_space", "alloc_objects"].compactMap { names.firstIndex(of: $0) }
    guard !columns.isEmpty else { return nil }
    return columns.map { column in
      stride(from: column, to: profile.sampleTable.values.count, by: profile.width).reduce(Int64(0))
      {
        $0.addingClamped(profile.sampleTable.values[$1])
      }
    }
  }

  private static func bytesPerSample(_ profile: Profile) -> Double {
    let (type, period) = (profile.header.periodType, profile.header.period)
    let isSpace = profile.strings[type.type] == "space" && profile.strings[type.unit] == "bytes"
    return isSpace && period > 1 ? Double(period) : 0
  }

  /// The index of a sample type.
  func column(of name: String) -> Int? { types.index(named: name) }

  var isOpenEnded: Bool { openEnd != nil }

  /// Whether frames of the program have no name.
  var hasUnknownNames: Bool { plain.isUnknown.contains(true) }

  /// Where or why names are missing, and what to do about it; nil if frames of the program have all theirs.
  var missingNames: String? {
    if let lostNames { return "names were lost by \(lostNames)" }
    return hasUnknownNames ? MissingNames(in: profile).message : nil
  }

  /// Whether a sample has a label.
  func hasLabel(_ key: String) -> Bool { profile.hasLabel(key) }

  /// The normalized stack of a sample.
  func plainStack(ofSample row: Int) -> StackID { plain.rows[Int(profile.sampleTable.stacks[row])] }

  /// A sample's value in a column, in bytes, in nanoseconds or as a count.
  func value(ofSample row: Int, column: Int) -> Int64 {
    let value = profile.sampleTable.values[row * profile.width + column]
    return scales[column] == 1 ? value : Int64(clamping: Double(value) * scales[column])
  }

  /// Why rules do not apply to the profile: it shows what happened between two moments; nil for a snapshot.
  package var deltaReason: String? { profile.deltaReason }
}

extension [MeasuredProfile.SampleType] {
  /// The index of a type; `inuse_space` is also the `space` of legacy profiles, and `space` that of others.
  func index(named name: String) -> Int? {
    firstIndex { $0.name == name }
      ?? firstIndex { "inuse_\($0.name)" == name || $0.name == "inuse_\(name)" }
  }
}

/// The traces that a dump leaves in the labels and functions of a converted profile.
private struct DumpMarks {
  var hasStates = false
  var hasLeaks = false
  var hasAges = false
  var writesLeakProfile = false

  init(_ profile: Profile) {
    for label in profile.labelSets.labels {
      switch ReservedLabel(rawValue: profile.strings[label.key]) {
      case .state: hasStates = true
      case .leaked: hasLeaks = true
      case .wait: hasAges = true
      case .createdBy, .locked, nil: continue
      }
    }
    writesLeakProfile = (0..<profile.functions.count).contains {
      let name = profile.functions.name(of: FunctionID(UInt32($0)))
      return profile.strings[name] == "runtime/pprof.writeGoroutineLeak"
    }
  }
}

/// The memory of the whole process, from the end of heap debug=1.
package struct MemoryTrailer: Equatable, Sendable {
  /// The bytes that goroutines' stacks take.
  package let stackBytes: Int64?
  /// The most memory the process had from the system.
  package let residentBytes: Int64?
  /// The bytes in spans of the heap that are in use.
  let heapBytes: Int64?
  /// Whether a collection was forced before; nil when that is not known.
  package let wasForced: Bool?

  /// Whether the profile is a sum with the numbers of several processes, none of which is told then.
  let isOfSeveral: Bool

  /// For a profile without such an end.
  static let unknown = MemoryTrailer()

  private init() {
    (stackBytes, residentBytes, heapBytes, wasForced) = (nil, nil, nil, nil)
    isOfSeveral = false
  }

  init(_ profile: Profile) {
    let statistics = MemoryStatistics(of: profile)
    (stackBytes, residentBytes) = (statistics.stackBytes, statistics.residentBytes)
    heapBytes = statistics.number("HeapInuse")
    wasForced = statistics.number("NumForcedGC").map { $0 > 0 }
    isOfSeveral = statistics.isOfSeveral
  }
}
