package import ProfileModel

/// Where a run comes from, as its reader knows.
package struct RunOrigin: Sendable {
  /// The file's shown name.
  package let name: String
  package let traits: Set<FormatTraits>
  /// The amount of work it did; nil if unknown.
  package var operations: Double?
  /// A number for its process, if the file identifies one.
  package var process: Int?

  package init(name: String, traits: Set<FormatTraits>) {
    (self.name, self.traits) = (name, traits)
  }

  var hidesRuntime: Bool { traits.contains { $0.contains(.hidesRuntimeFrames) } }
}

/// Facts about a run besides its numbers.
package struct RunSource: Equatable, Sendable {
  /// The shown names of its files: one, or several that were summed.
  package private(set) var files: [String]
  /// 0 when not known.
  package internal(set) var timeNanos: Int64
  package internal(set) var durationNanos: Int64
  /// Its total, after the filters.
  package internal(set) var total: Int64
  /// How many samples that is; nil if unknown.
  package internal(set) var samples: Double?
  package internal(set) var operations: Double?
  let process: Int?
  let buildID: String
  let processors: Int?
  let allocations: AllocatedAmounts

  init(
    _ origin: RunOrigin, _ profile: borrowing Profile, total: Int64, samples: Double?
  ) {
    files = [origin.name]
    timeNanos = profile.header.timeNanos
    durationNanos = max(0, profile.header.durationNanos)
    (self.total, self.samples) = (total, samples)
    (operations, process) = (origin.operations, origin.process)
    buildID = profile.mappings.first.map { profile.strings[$0.buildID] } ?? ""
    processors = ProcessorCount.of(profile)
    allocations = AllocatedAmounts(profile)
  }

  /// Its shown name: the first of its files.
  package var name: String { files.first ?? "" }
  /// How many files it is the sum of.
  package var fileCount: Int { files.count }

  /// Adds a file of the same run.
  mutating func add(_ other: RunSource) {
    files += other.files
    let times = [timeNanos, other.timeNanos].filter { $0 != 0 }
    timeNanos = times.min() ?? 0
    durationNanos = durationNanos.addingClamped(other.durationNanos)
    total = total.addingClamped(other.total)
    samples = samples.flatMap { own in other.samples.map { own + $0 } }
    operations = operations.flatMap { own in other.operations.map { own + $0 } }
  }
}

/// How many processors a run had, if a comment or a label tells.
enum ProcessorCount {
  private static let names: Set<String> = [
    "cpus", "cpu_count", "num_cpu", "numcpu", "nproc", "gomaxprocs",
  ]

  static func of(_ profile: borrowing Profile) -> Int? {
    for comment in profile.header.comments {
      if let found = number(in: profile.strings[comment]) { return found }
    }
    for label in profile.labelSets.labels {
      guard names.contains(profile.strings[label.key].lowercased()) else { continue }
      switch label.value {
      case .text(let text): if let found = Int(profile.strings[text]) { return found }
      case .number(let number, _): return Int(clamping: number)
      }
    }
    return nil
  }

  /// Of `GOMAXPROCS=8` or `cpus: 8`.
  private static func number(in comment: String) -> Int? {
    let words = comment.split { " =:\t#,;".contains($0) }
    for (name, value) in zip(words, words.dropFirst()) where names.contains(name.lowercased()) {
      if let found = Int(value) { return found }
    }
    return nil
  }
}

/// The allocations since the start by a heap profile, in a few parts: within a process none of them falls.
struct AllocatedAmounts: Equatable, Sendable {
  private static let parts = 64
  /// Sampled values waver a little, as the mean size of what was sampled does.
  private static let tolerance = 0.99
  private var sums: [Int64] = []

  init(_ profile: borrowing Profile) {
    let types = profile.header.sampleTypes.map { profile.strings[$0.type] }
    guard let column = types.firstIndex(of: "alloc_space") else { return }
    let parts = (0..<profile.locations.count).map { Self.part(of: $0, profile) }
    sums = [Int64](repeating: 0, count: Self.parts)
    for (sample, stack) in profile.sampleTable.stacks.enumerated() {
      let frames = profile.stacks.frames(of: StackID(stack))
      guard let leaf = profile.stacks.frames[frames].first else { continue }
      let value = profile.sampleTable.values[sample * profile.width + column]
      sums[parts[Int(leaf)]] = sums[parts[Int(leaf)]].addingClamped(value)
    }
  }

  /// The part that a location's function belongs to, by its name.
  private static func part(of location: Int, _ profile: borrowing Profile) -> Int {
    guard let line = profile.locations.lines(of: LocationID(UInt32(location))).first else {
      return 0
    }
    let function = FunctionID(profile.locations.lineFunctions[line])
    let name = profile.strings.bytes(of: profile.functions.name(of: function))
    return name.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % parts
  }

  /// Whether another moment of the same process may follow: something was allocated, and nothing less than before.
  func mayGrow(to later: AllocatedAmounts) -> Bool {
    guard !sums.isEmpty, sums.count == later.sums.count else { return false }
    return zip(sums, later.sums).allSatisfy { Double($1) >= Double($0) * Self.tolerance }
      && later.total > total
  }

  private var total: Int64 { sums.reduce(0) { $0.addingClamped($1) } }
}
