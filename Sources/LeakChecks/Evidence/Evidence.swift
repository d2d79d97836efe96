import ProfileAnalysis
package import ProfileModel

/// The profiles that rules are held against, in groups and in the order of time.
package struct Evidence: Sendable {
  /// A profile as it was read, and the group that it was given on the command line.
  package struct Input: Sendable {
    package var file: String
    /// The path of the file where its bytes are not those of `file`.
    private let bytes: [UInt8]?
    package var group: String?
    /// Which of several profiles in its file it is, counted from 1; nil for the only one.
    package var number: Int?
    package var read: ReadProfile

    /// - Parameter path: the path of the file, whose bytes need be no text; nil if they are those of `file`.
    package init(
      file: String, path: [UInt8]? = nil, group: String? = nil, number: Int? = nil,
      read: ReadProfile
    ) {
      self.file = file
      bytes = path.flatMap { $0.elementsEqual(file.utf8) ? nil : $0 }
      self.group = group
      self.number = number
      self.read = read
    }

    /// The path of the file.
    var path: [UInt8] { bytes ?? Array(file.utf8) }

    /// What it is called: `dumps.txt`, or `dumps.txt, number 3`.
    var name: String { file + (number.map { ", number \($0)" } ?? "") }
  }

  /// In the order of their names.
  package private(set) var groups: [ProfileGroup] = []
  /// What a person should know of the profiles.
  package private(set) var warnings: [String] = []

  /// - Throws: `EvidenceError` for a profile that is no snapshot.
  package init(profiles: [Input], baselines: [Input] = []) throws(EvidenceError) {
    var builder = EvidenceBuilder()
    for input in profiles { try builder.add(input, isBaseline: false) }
    for input in baselines { try builder.add(input, isBaseline: true) }
    groups = builder.groups()
    warnings = groups.flatMap(Self.warnings)
  }

  /// The files that are known to be incomplete, with the reason.
  package var incomplete: [(name: String, reason: String)] {
    groups.flatMap { $0.snapshots + $0.baselines }.flatMap(\.profiles).compactMap { profile in
      profile.incomplete.map { (profile.name, $0) }
    }
  }

  /// Of several profiles of one moment and format only one is looked at.
  private static func warnings(of group: ProfileGroup) -> [String] {
    (group.snapshots + group.baselines).compactMap { snapshot in
      let binary = snapshot.profiles.filter { !$0.isDump && !$0.isText }
      guard binary.count > 1 else { return nil }
      let others = binary.dropFirst().map(\.name).joined(separator: ", ")
      return "\(others): of the same moment as \(binary[0].name), which is looked at instead"
    }
  }
}

/// A profile that rules cannot be held against.
package struct EvidenceError: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let description: String
}

/// Puts profiles into groups and snapshots.
private struct EvidenceBuilder {
  private struct Key: Hashable {
    let name: String
    let types: [MeasuredProfile.SampleType]
  }

  private var keys: [Key] = []
  private var places: [Key: Int] = [:]
  private var snapshots: [[Snapshot]] = []
  private var baselines: [[Snapshot]] = []

  mutating func add(_ input: Evidence.Input, isBaseline: Bool) throws(EvidenceError) {
    let profile = MeasuredProfile(name: input.name, input.read)
    if let reason = profile.deltaReason {
      throw EvidenceError(
        file: input.name,
        description: "\(reason), so it is the difference of two moments; rules need snapshots")
    }
    let file = SnapshotName(input.path)
    let group = Key(
      name: input.group ?? ProfileKind(of: profile.profile, file).name, types: profile.types)
    let stem = group.name == "goroutine" ? file.moment : file.stem
    let snapshot = Snapshot(
      profile, stem: stem + Array((input.number.map { "#\($0)" } ?? "").utf8))
    let place = place(of: group)
    if isBaseline { baselines[place].append(snapshot) } else { snapshots[place].append(snapshot) }
  }

  private mutating func place(of key: Key) -> Int {
    if let place = places[key] { return place }
    places[key] = keys.count
    keys.append(key)
    snapshots.append([])
    baselines.append([])
    return keys.count - 1
  }

  func groups() -> [ProfileGroup] {
    keys.indices.map { place in
      ProfileGroup(
        name: keys[place].name, types: keys[place].types, snapshots: Self.ordered(snapshots[place]),
        baselines: Self.ordered(baselines[place]))
    }.sorted { $0.name < $1.name }
  }

  /// One snapshot a moment, in the order of time, or of names where not all know their time.
  private static func ordered(_ files: [Snapshot]) -> [Snapshot] {
    let moments = mergedByName(files)
    guard moments.allSatisfy({ $0.timeNanos != 0 }) else {
      return moments.sorted { SnapshotName.precedes($0.stem, $1.stem) }
    }
    return mergedByTime(
      moments.sorted {
        $0.timeNanos != $1.timeNanos
          ? $0.timeNanos < $1.timeNanos : SnapshotName.precedes($0.stem, $1.stem)
      })
  }

  private static func mergedByName(_ files: [Snapshot]) -> [Snapshot] {
    var places: [[UInt8]: Int] = [:]
    var moments: [[Snapshot]] = []
    for file in files {
      if let place = places[file.stem] {
        moments[place].append(file)
      } else {
        places[file.stem] = moments.count
        moments.append([file])
      }
    }
    return moments.map(Snapshot.init(merging:))
  }

  /// Merges what was taken within one second, such as heap and allocs; names that differ by nothing but
  /// numbers are those of a series, however fast it was taken.
  private static func mergedByTime(_ moments: [Snapshot]) -> [Snapshot] {
    var merged: [[Snapshot]] = []
    for moment in moments {
      if let first = merged.last?.first, Self.isOneMoment(first, moment) {
        merged[merged.count - 1].append(moment)
      } else {
        merged.append([moment])
      }
    }
    return merged.map(Snapshot.init(merging:))
  }

  private static func isOneMoment(_ first: Snapshot, _ second: Snapshot) -> Bool {
    let (gap, isTooLong) = second.timeNanos.subtractingReportingOverflow(first.timeNanos)
    guard !isTooLong, gap <= 1_000_000_000 else { return false }
    return SnapshotName.withoutNumbers(first.stem) != SnapshotName.withoutNumbers(second.stem)
  }
}
