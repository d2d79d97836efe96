import ProfileAnalysis
import ProfileModel

/// The snapshots of one group of an instance, in the order of time as far as it is known.
struct SnapshotSeries {
  private var snapshots: [Snapshot] = []
  private var names: [SnapshotName] = []
  private var numbers: [Int] = []
  private(set) var isOrdered = true
  /// Files that are the same, or of the same moment.
  private(set) var warnings: [String] = []

  /// - Parameter processes: the files of each process.
  init(_ processes: [[InstanceSorter.File]]) {
    for (process, files) in processes.enumerated() { add(files, process) }
  }

  private mutating func add(_ files: [InstanceSorter.File], _ process: Int) {
    for file in files {
      if let place = place(of: file, process) {
        note(file, snapshots[place])
        var own = Snapshot(file.profile, stem: file.stem)
        own.process = process
        snapshots[place] = Snapshot(merging: [snapshots[place], own])
      } else {
        var snapshot = Snapshot(file.profile, stem: file.stem)
        snapshot.process = process
        snapshots.append(snapshot)
        names.append(file.name)
        numbers.append(file.number ?? 0)
        remember(snapshots.count - 1, file, process)
      }
    }
  }

  // MARK: Which files are of one moment

  /// What no two moments of a process have in common.
  private enum Mark: Hashable {
    case stem([UInt8])
    case content(ContentDigest)
    case time(Int64)
  }
  private struct Key<What: Hashable>: Hashable {
    let process: Int
    let what: What
  }
  private var places: [Key<Mark>: Int] = [:]
  private var seconds: [Key<Int64>: [Int]] = [:]

  private mutating func remember(_ place: Int, _ file: InstanceSorter.File, _ process: Int) {
    for key in Self.keys(file, process) where places[key] == nil { places[key] = place }
    let second = file.profile.takenAt / 1_000_000_000
    if second > 0 { seconds[Key(process: process, what: second), default: []].append(place) }
  }

  /// The snapshot that a file is of: one of the same name, content or moment.
  private func place(of file: InstanceSorter.File, _ process: Int) -> Int? {
    if let place = Self.keys(file, process).lazy.compactMap({ places[$0] }).first { return place }
    let second = file.profile.takenAt / 1_000_000_000
    guard second > 0 else { return nil }
    return [second - 1, second, second + 1].flatMap { second in
      seconds[Key(process: process, what: second)] ?? []
    }.first { isOneMoment(snapshots[$0], file.profile) }
  }

  private static func keys(_ file: InstanceSorter.File, _ process: Int) -> [Key<Mark>] {
    var marks = [Mark.stem(file.stem), .content(file.profile.digest)]
    let time = file.profile.ownTime
    if file.profile.mark != nil, time != 0 { marks.append(.time(time)) }
    return marks.map { Key(process: process, what: $0) }
  }

  /// Whether a profile in another format was taken within a second.
  private func isOneMoment(_ snapshot: Snapshot, _ profile: ProfileRecord) -> Bool {
    let (gap, isTooLong) = snapshot.timeNanos.subtractingReportingOverflow(profile.takenAt)
    guard !isTooLong, gap.magnitude <= 1_000_000_000 else { return false }
    return !snapshot.profiles.contains {
      $0.isDump == profile.isDump && $0.isText == profile.isText
    }
  }

  private mutating func note(_ file: InstanceSorter.File, _ snapshot: Snapshot) {
    let (profile, name) = (file.profile, file.profile.name)
    if let same = snapshot.profiles.first(where: { $0.digest == profile.digest }) {
      warnings.append(
        "\(name): has the same content as \(same.name), so it is no snapshot of its own")
    } else if !profile.isDump, !profile.isText,
      let same = snapshot.profiles.first(where: { !$0.isDump && !$0.isText })
    {
      warnings.append("\(name): of the same moment as \(same.name), which is looked at instead")
    }
  }

  // MARK: Order

  /// The snapshots in their order.
  mutating func ordered() -> [Snapshot] {
    let order = self.order
    isOrdered = order != nil
    return (order ?? Array(snapshots.indices)).map { snapshots[$0] }
  }

  /// By time if all know theirs, else by the one number in which the names differ; nil if nothing tells.
  private var order: [Int]? {
    let indices = Array(snapshots.indices)
    if indices.count < 2 { return indices }
    if snapshots.allSatisfy({ $0.timeNanos != 0 }) {
      return indices.sorted { left, right in
        let (one, other) = (snapshots[left].timeNanos, snapshots[right].timeNanos)
        return one != other
          ? one < other : SnapshotName.precedes(snapshots[left].stem, snapshots[right].stem)
      }
    }
    guard snapshots.allSatisfy({ $0.timeNanos == 0 }), differInOneNumber else { return nil }
    return indices.sorted { SnapshotName.precedes(snapshots[$0].stem, snapshots[$1].stem) }
  }

  /// Whether all names are equal but for one number, apart from the numbers of profiles in one file.
  private var differInOneNumber: Bool {
    let all = names.map(\.numbers)
    guard let first = all.first else { return true }
    guard all.allSatisfy({ $0.texts == first.texts && $0.numbers.count == first.numbers.count })
    else { return false }
    let differing = first.numbers.indices.filter { index in
      all.contains { $0.numbers[index] != first.numbers[index] }
    }
    return differing.count <= 1
  }
}
