import ProfileAnalysis
import ProfileModel

/// The snapshots of one group of an instance, in the order of time, if known.
struct SnapshotSeries {
  private var snapshots: [Snapshot] = []
  private(set) var isOrdered = true
  /// Whether nothing but a number in the names tells the order.
  private(set) var isOrderedByNumber = false
  /// Files that are the same, or of the same moment; why numbers in names tell no order.
  var warnings: [String] {
    [repeated.text, returned.text, replaced.text, disorder].compactMap(\.self)
  }
  private var repeated = CountedWarning()
  private var returned = CountedWarning()
  private var replaced = CountedWarning()
  private var disorder: String?

  /// - Parameter processes: the files of each process.
  init(_ processes: [[ProfileRecord]]) {
    for (process, files) in processes.enumerated() { add(files, process) }
  }

  private mutating func add(_ files: [ProfileRecord], _ process: Int) {
    known = KnownMoments(start: snapshots.count)
    for file in files {
      if let index = index(of: file) {
        note(file, snapshots[index])
        // A repeated snapshot takes its latest position, or an older one would count as the newest.
        snapshots[index] =
          isRepeat(file, snapshots[index])
          ? Snapshot(snapshots[index], renamedBy: file) : Snapshot(snapshots[index], adding: file)
      } else {
        snapshots.append(Snapshot(file, process: process))
        known.add(file, Int32(clamping: snapshots.count - 1))
      }
    }
  }

  // MARK: Which files are of one moment

  /// What a file contains, and when it was taken if its content does not tell: a process at rest prints the same text
  /// again.
  private struct Content: Hashable {
    private let digest: ContentDigest
    private let time: Int64

    init(_ file: ProfileRecord) {
      self.init(file.digest, time: file.ownTime == 0 ? file.takenAt : 0)
    }

    private init(_ digest: ContentDigest, time: Int64) {
      (self.digest, self.time) = (digest, time)
    }

    var ofNoTime: Self { Self(digest, time: 0) }
    /// The key of the first snapshot with the content.
    var ofAnyTime: Self { Self(digest, time: -1) }
  }

  /// The known moments of a process, by what only files of one moment have in common. It has hashes and numbers alone,
  /// since there may be very many moments.
  private struct KnownMoments {
    /// Where the snapshots of the process begin.
    var start = 0
    var stems: [Int: Int32] = [:]
    var contents: [Content: Int32] = [:]
    var times: [Int64: Int32] = [:]
    /// By the second they were taken in; only where profiles have several formats.
    var seconds: [Int64: [Int32]] = [:]
    /// The formats that were seen.
    var formats: Set<[Bool]> = []

    mutating func add(_ file: ProfileRecord, _ index: Int32) {
      stems[file.stemHash] = stems[file.stemHash] ?? index
      for content in [Content(file), Content(file).ofAnyTime] {
        contents[content] = contents[content] ?? index
      }
      if file.mark != nil, file.ownTime != 0 {
        times[file.ownTime] = times[file.ownTime] ?? index
      }
      addSecond(of: file, index)
    }

    mutating func addSecond(of file: ProfileRecord, _ index: Int32) {
      let second = file.takenAt / 1_000_000_000
      if second > 0, formats.count > 1 { seconds[second, default: []].append(index) }
    }

    /// A snapshot of the same content or exact time, whatever its values: of equal ones only one counts.
    func provenIndex(of file: ProfileRecord) -> Int32? {
      let content = Content(file)
      if let index = contents[content] ?? contents[content.ofNoTime] { return index }
      if content == content.ofNoTime, let index = contents[content.ofAnyTime] { return index }
      return file.mark != nil && file.ownTime != 0 ? times[file.ownTime] : nil
    }
  }
  private var known = KnownMoments()

  /// The snapshot that a file belongs to: one of the same name, content or moment.
  private mutating func index(of file: ProfileRecord) -> Int? {
    if known.formats.insert([file.isDump, file.isText]).inserted, known.formats.count == 2 {
      for index in known.start..<snapshots.count {
        known.addSecond(of: snapshots[index].first, Int32(clamping: index))
      }
    }
    if let index = known.provenIndex(of: file) { return Int(index) }
    if let index = known.stems[file.stemHash], isAlike(file, snapshots[Int(index)]) {
      return Int(index)
    }
    let second = file.takenAt / 1_000_000_000
    guard second > 0, known.formats.count > 1 else { return nil }
    return [second - 1, second, second + 1].flatMap { known.seconds[$0] ?? [] }
      .first { isOneMoment(snapshots[Int($0)], file) }.map { Int($0) }
  }

  /// Whether a file of the same name can be of a snapshot's moment: both are known to be of one second, or their values
  /// are alike. Formats of one moment differ by what happened between two requests, hardly by more than a tenth; what
  /// differs more may be of any time, and is judged by itself.
  private func isAlike(_ file: ProfileRecord, _ snapshot: Snapshot) -> Bool {
    if isOneSecond(file, snapshot) { return true }
    let (one, other) = (file.level.magnitude, snapshot.first.level.magnitude)
    let (larger, smaller) = (max(one, other), min(one, other))
    return larger - larger / 10 <= smaller + Self.fewValues
  }
  /// Counts this small differ by more than a tenth by chance.
  private static let fewValues: UInt64 = 25

  private func isOneSecond(_ file: ProfileRecord, _ snapshot: Snapshot) -> Bool {
    snapshot.timeNanos != 0 && file.takenAt != 0
      && snapshot.timeNanos.subtractingClamped(file.takenAt).magnitude <= 1_000_000_000
  }

  /// Whether a profile in another format was taken within a second.
  private func isOneMoment(_ snapshot: Snapshot, _ profile: ProfileRecord) -> Bool {
    isOneSecond(profile, snapshot)
      && !snapshot.profiles.contains {
        $0.isDump == profile.isDump && $0.isText == profile.isText
      }
  }

  /// Whether a file has the content of a snapshot, and a later time or name. A text does not hold its time, and a
  /// process at rest prints the same one again.
  private func isRepeat(_ file: ProfileRecord, _ snapshot: Snapshot) -> Bool {
    guard file.ownTime == 0, file.digest == snapshot.first.digest else { return false }
    return file.takenAt != snapshot.timeNanos
      ? file.takenAt > snapshot.timeNanos : SnapshotName.precedes(snapshot.stem, file.stem)
  }

  private mutating func note(_ profile: ProfileRecord, _ snapshot: Snapshot) {
    let name = profile.name
    if let same = snapshot.profiles.first(where: { $0.digest == profile.digest }) {
      repeated.add(
        "\(name): has the same content as \(same.name), so it is not counted as another snapshot")
    } else if profile.isProtobuf, let same = snapshot.profiles.first(where: \.isProtobuf) {
      let isPreferred = profile.hasUsualName && !same.hasUsualName
      let (left, used) = isPreferred ? (same, profile) : (profile, same)
      replaced.add(
        "\(left.name): not used, because \(used.name) shows the same moment, judging by name or time"
      )
    }
  }

  // MARK: Order

  /// The snapshots in their order, or in the one that is probable.
  mutating func ordered() -> [Snapshot] {
    let order = makeOrder()
    isOrdered = order != nil
    guard let order else { return snapshots }
    return joined(order.map { snapshots[$0] })
  }

  /// Texts of one content that follow one another are one snapshot: nothing tells a process at rest from an answer that
  /// was saved again.
  private mutating func joined(_ ordered: [Snapshot]) -> [Snapshot] {
    var joined: [Snapshot] = []
    var seen: [ContentDigest: ProfileRecord] = [:]
    for snapshot in ordered {
      let digest = snapshot.first.digest
      if let last = joined.last, last.process == snapshot.process, snapshot.profiles.count == 1,
        last.profiles.allSatisfy({ $0.digest == digest })
      {
        note(snapshot.first, last)
        joined[joined.count - 1] = Snapshot(last, renamedBy: snapshot.first)
      } else {
        if let same = seen[digest] { returned.add(Self.returned(snapshot.first, same)) }
        joined.append(snapshot)
      }
      if snapshot.first.ownTime == 0 { seen[digest] = snapshot.first }
    }
    return joined
  }

  private static func returned(_ file: ProfileRecord, _ same: ProfileRecord) -> String {
    "\(file.name): has the same content as \(same.name), with others between them, so it is counted as another snapshot"
  }

  /// By time if all know theirs, else by the one number in which the names differ; nil if unknown.
  private mutating func makeOrder() -> [Int]? {
    let indices = Array(snapshots.indices)
    if indices.count < 2 { return indices }
    if snapshots.allSatisfy({ $0.timeNanos != 0 }) {
      return indices.sorted { left, right in
        let (one, other) = (snapshots[left].timeNanos, snapshots[right].timeNanos)
        return one != other
          ? one < other : SnapshotName.precedes(snapshots[left].stem, snapshots[right].stem)
      }
    }
    guard snapshots.allSatisfy({ $0.timeNanos == 0 }),
      SnapshotName.differInOneNumber(snapshots.lazy.map(\.first.snapshotName))
    else { return nil }
    let snapshotNames = snapshots.map(\.first.snapshotName)
    if let order = ClockNumbers.orderAcrossMidnight(of: snapshotNames) {
      // Not known, but more probable than that of the names.
      snapshots = order.map { snapshots[$0] }
      let names = snapshots.map(\.first.name)
      disorder =
        "\(names[0]) to \(names[names.count - 1]): these names may be times of day that cross midnight, so their order is not known; put the date into names, as in 20261126T2330Z.goroutine.txt"
      return nil
    }
    if snapshotNames.allSatisfy(\.isOfRotatedLog) {
      disorder =
        "\(snapshots[0].first.name): in rotated logs a higher number is older, so numbers are not taken as the order of these \(snapshots.count); put times into names, as in 20261126T2330Z.app.log"
      return nil
    }
    let stems = snapshots.map(\.stem)
    // Of one name, two of different moments have no order.
    guard Set(stems).count == stems.count else { return nil }
    let order = indices.sorted { SnapshotName.precedes(stems[$0], stems[$1]) }
    isOrderedByNumber = true
    return order
  }
}
