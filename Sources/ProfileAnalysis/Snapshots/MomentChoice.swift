package import ProfileModel

/// Which of many profiles of one kind to take: one format of each moment, and the newest moment of each process.
///
/// Files are distinguished by their names (see `SnapshotName`) and by what their times and marks tell of them.
package struct MomentChoice: Sendable {
  /// Which moments of a process are taken.
  package enum Moments: Sendable { case newest, all }

  /// A process with the moments that are known of it.
  package struct Process: Sendable {
    /// The moments that are taken, the newest last.
    package var taken: [Moment]
    /// The number of its moments, without `dumps`.
    package var count: Int
    /// What it printed as it ended, which is not taken where there are snapshots.
    package var dumps: [Moment]
    /// Whether all of them know their time, so that they are ordered by it and not by their names.
    package var isTimed: Bool
    /// Whether their names are taken for times of day that cross midnight.
    package var crossesMidnight: Bool
    /// When the first of them was; 0 if unknown.
    package var oldestNanos: Int64
  }

  /// A moment with all files of it.
  package struct Moment: Sendable {
    /// The files by their index among all, the one that is taken first.
    package internal(set) var files: [Int]
    /// When it was; 0 if no file tells.
    package internal(set) var timeNanos: Int64
    fileprivate let name: [UInt8]
    fileprivate let isOfDump: Bool
  }

  /// The processes, in the order of their first files.
  package private(set) var processes: [Process] = []

  /// The files that are taken, in their order.
  package var files: [Int] { processes.flatMap(\.taken).map { $0.files[0] }.sorted() }

  /// - `prefersDumps`: whether dumps, which tell more of each goroutine, go before protobufs.
  package init(of files: [MomentFile], _ moments: Moments, prefersDumps: Bool = false) {
    var builder = MomentGroups()
    for (index, key) in Self.keys(of: files).enumerated() { builder.add(files[index], index, key) }
    processes = builder.processes.map { process in
      Process(process.moments.map { $0.ordered(files, prefersDumps: prefersDumps) }, moments)
    }
  }

  /// The process of each file.
  package static func keys(of files: [MomentFile]) -> [InstanceKey] {
    let names = files.map { SnapshotName($0.path) }
    let all = files.map { file in
      // Differences are no states of a process, whose times would tell it from others.
      InstanceFile(
        path: file.path, group: "", mark: file.mark, format: 0,
        timeNanos: file.isDifference ? 0 : file.timeNanos, stemHash: 0, label: nil)
    }
    let keys = names.map { InstanceKey(folder: $0.place, part: $0.processPart) }
    return InstanceKeys(all, keys, joining: marksOfMoments(files, keys)).keys
  }

  /// The marks of files that may be two moments of a process: two names of one moment are those of copies, which tell
  /// nothing.
  private static func marksOfMoments(
    _ files: [MomentFile], _ keys: [InstanceKey]
  ) -> [ProcessMark?] {
    struct Moment: Hashable {
      let mark: ProcessMark
      let time: Int64
    }
    var names: [Moment: Set<InstanceKey>] = [:]
    let moments = files.map { file in file.mark.map { Moment(mark: $0, time: file.timeNanos) } }
    for (moment, key) in zip(moments, keys) {
      if let moment { names[moment, default: []].insert(key) }
    }
    return moments.map { moment in
      moment.flatMap { names[$0]?.count == 1 ? $0.mark : nil }
    }
  }
}

extension MomentChoice.Process {
  fileprivate init(_ all: [MomentChoice.Moment], _ moments: MomentChoice.Moments) {
    // What a program printed as it ended may show one goroutine only, and when is unknown.
    let snapshots = all.filter { !$0.isOfDump }
    let candidates = snapshots.isEmpty ? all : snapshots
    let isTimed = candidates.allSatisfy { $0.timeNanos != 0 }
    let orders = candidates.map { SnapshotName($0.name).order }
    let acrossMidnight =
      isTimed ? nil : ClockNumbers.orderAcrossMidnight(of: orders.map(SnapshotName.init))
    let ordered =
      acrossMidnight?.map { candidates[$0] }
      ?? candidates.indices.sorted { left, right in
        let (leftTime, rightTime) = (candidates[left].timeNanos, candidates[right].timeNanos)
        return isTimed && leftTime != rightTime
          ? leftTime < rightTime : SnapshotName.precedes(orders[left], orders[right])
      }.map { candidates[$0] }
    let takesAll = moments == .all
    let dumps = snapshots.isEmpty ? [] : all.filter(\.isOfDump)
    self.init(
      taken: takesAll ? dumps + ordered : ordered.suffix(1), count: ordered.count,
      dumps: takesAll ? [] : dumps, isTimed: isTimed, crossesMidnight: acrossMidnight != nil,
      oldestNanos: ordered.first?.timeNanos ?? 0)
  }
}

extension MomentChoice.Moment {
  /// The moment with the chosen file first, and the time that any of its files has.
  fileprivate func ordered(_ all: [MomentFile], prefersDumps: Bool) -> Self {
    let formats: [MomentFile.Format] =
      prefersDumps ? [.dump, .protobuf, .text] : [.protobuf, .dump, .text]
    // What has been cut comes last, whatever its format tells.
    let rank = { (index: Int) -> (Int, Int, Int, Int) in
      let file = all[index]
      return (
        file.isIncomplete ? 1 : 0, formats.firstIndex(of: file.format) ?? 0,
        SnapshotName(file.path).isUnusual ? 1 : 0, index
      )
    }
    var moment = self
    moment.files.sort { rank($0) < rank($1) }
    moment.timeNanos = moment.files.lazy.map { all[$0].timeNanos }.first { $0 != 0 } ?? 0
    return moment
  }
}

/// Puts files together by moments, and moments by processes.
private struct MomentGroups {
  private(set) var processes: [(key: InstanceKey, moments: [MomentChoice.Moment])] = []
  private var processIndices: [InstanceKey: Int] = [:]
  private var momentIndices: [[UInt8]: Int] = [:]

  mutating func add(_ file: MomentFile, _ index: Int, _ key: InstanceKey) {
    let name = SnapshotName(file.path)
    let (process, moment) = (processIndex(key), name.moment)
    if let known = momentIndices[moment] {
      processes[process].moments[known].files.append(index)
    } else {
      momentIndices[moment] = processes[process].moments.count
      processes[process].moments.append(
        .init(files: [index], timeNanos: 0, name: moment, isOfDump: name.isOfDump))
    }
  }

  private mutating func processIndex(_ key: InstanceKey) -> Int {
    if let known = processIndices[key] { return known }
    processIndices[key] = processes.count
    processes.append((key, []))
    return processes.count - 1
  }
}

/// A file with a profile of one moment, with the facts by which it is chosen among others.
package struct MomentFile: Sendable {
  /// The forms in which Go gives one and the same profile.
  package enum Format: Sendable {
    case protobuf
    /// The text of debug=2, and of crashes.
    case dump
    /// The text of debug=1.
    case text
  }

  package let path: [UInt8]
  package let format: Format
  /// In nanoseconds since 1970; 0 if unknown.
  package let timeNanos: Int64
  /// Whether it is known to have been cut.
  package let isIncomplete: Bool
  /// Whether it is what happened between two moments.
  package let isDifference: Bool
  /// Identifies the process; nil if unknown.
  package let mark: ProcessMark?

  package init(
    path: [UInt8], format: Format = .protobuf, timeNanos: Int64 = 0, isIncomplete: Bool = false,
    isDifference: Bool = false, mark: ProcessMark? = nil
  ) {
    self.path = path
    self.mark = mark
    self.format = format
    self.timeNanos = timeNanos
    self.isIncomplete = isIncomplete
    self.isDifference = isDifference
  }

  package init(path: [UInt8], _ read: ReadProfile) {
    let traits = read.notes.traits
    let time = read.profile.header.timeNanos
    self.init(
      path: path,
      format: traits.contains(.isDump)
        ? .dump : traits.contains(.hidesRuntimeFrames) ? .text : .protobuf,
      timeNanos: time != 0 ? time : SnapshotName(path).time ?? 0,
      isIncomplete: read.notes.incomplete != nil, isDifference: read.profile.isDifference,
      mark: ProcessMark(read.profile))
  }
}
