import ProfileAnalysis
import ProfileModel

/// Puts the files of an instance into processes, in the order in which they began.
///
/// Processes that ran at the same time, and those of different programs, belong to different instances.
struct ProcessSorter {
  /// The files of a process.
  struct Run {
    var files: [ProfileRecord] = []
    var isKnown = true
    /// Whether its files have no mark and cannot be of the process that the others of their instance are of.
    var areStrangers = false

    var buildID: String { files.lazy.compactMap(\.mark).first?.buildID ?? "" }
    var times: [Int64] { files.map(\.takenAt).filter { $0 > 0 } }
    /// When it began; 0 if unknown.
    var start: Int64 { times.min() ?? 0 }
  }

  /// The processes of each instance.
  private(set) var instances: [[Run]] = []

  init(_ files: [ProfileRecord]) {
    let ofPrograms = Self.programs(files).flatMap(Self.instances)
    instances = Self.sorted(ofPrograms) { $0.first?.start ?? 0 }
  }

  /// The instances of one program.
  private static func instances(_ files: [ProfileRecord]) -> [[Run]] {
    var instances: [Instance] = []
    for run in sorted(runs(files).flatMap(split), by: \.start) {
      let times = run.times
      let index = instances.firstIndex { !$0.overlaps(run, start: times.min()) }
      if index == nil { instances.append(Instance()) }
      instances[index ?? instances.count - 1].append(run, end: times.max())
    }
    return instances.map(\.runs)
  }

  /// Processes that ran one after the other, and what decides whether another can follow: looking through their files
  /// for each would take the square of their number.
  private struct Instance {
    var runs: [Run] = []
    /// When the last of the known processes ended; nil if no time of any is known.
    private var end: Int64?

    mutating func append(_ run: Run, end: Int64?) {
      runs.append(run)
      if run.isKnown { self.end = [self.end, end].compactMap { $0 }.max() }
    }

    /// Whether a process overlaps one of these in time; unknown for files without a mark.
    func overlaps(_ run: Run, start: Int64?) -> Bool {
      // All of them are alike in this.
      if let first = runs.first, first.areStrangers != run.areStrangers { return true }
      guard run.isKnown, let start, let end else { return false }
      return start <= end
    }
  }

  /// What began first comes first; what began at once stays as it is.
  private static func sorted<Element>(
    _ elements: [Element], by start: (Element) -> Int64
  ) -> [Element] {
    elements.map { (start: start($0), element: $0) }.enumerated().sorted { left, right in
      let (one, other) = (left.element.start, right.element.start)
      return one != other ? one < other : left.offset < right.offset
    }.map(\.element.element)
  }

  /// The files of each program. Those that do not name theirs are of the one that has a file of the same name, or of
  /// the first.
  private static func programs(_ files: [ProfileRecord]) -> [[ProfileRecord]] {
    var programs: [ProgramName] = []
    let known = files.map { file -> Int? in
      guard let program = file.program else { return nil }
      if let index = programs.firstIndex(where: { !$0.isOther(than: program) }) { return index }
      programs.append(program)
      return programs.count - 1
    }
    guard programs.count > 1 else { return [files] }
    var ofStem: [Int: Int] = [:]
    for case (let file, let index?) in zip(files, known) where ofStem[file.stemHash] == nil {
      ofStem[file.stemHash] = index
    }
    var sorted: [[ProfileRecord]] = Array(repeating: [], count: programs.count)
    for (file, index) in zip(files, known) {
      sorted[index ?? ofStem[file.stemHash] ?? 0].append(file)
    }
    return sorted
  }

  /// A file without a mark belongs to the process that has a file of the same name, or to the only one there is.
  private static func runs(_ files: [ProfileRecord]) -> [Run] {
    var runs: [Run] = []
    var ofMark: [ProcessMark: Int] = [:]
    // By hashes: names of all files would take much room.
    var ofStem: [Int: Int] = [:]
    let needsStems = files.contains { $0.mark == nil }
    for file in files {
      guard let mark = file.mark else { continue }
      let index = ofMark[mark] ?? runs.count
      if index == runs.count { runs.append(Run()) }
      ofMark[mark] = index
      if needsStems { ofStem[file.stemHash] = ofStem[file.stemHash] ?? index }
      runs[index].files.append(file)
    }
    let only = runs.count == 1 ? 0 : nil
    var unknown = Run(isKnown: false)
    for file in files where file.mark == nil {
      if let index = ofStem[file.stemHash] ?? only {
        runs[index].files.append(file)
      } else {
        unknown.files.append(file)
      }
    }
    return unknown.files.isEmpty ? runs : runs + [unknown]
  }

  /// The processes that the files of a run are of.
  ///
  /// A process with a mark does not come back after another. If allocations fall between its files, those without a mark
  /// are of another process that ran at the same time, unless they have the name of one with a mark.
  private static func split(_ run: Run) -> [Run] {
    // Others may have no time, and tell nothing of this.
    let telling = run.files.filter { $0.allocated != nil }
    let marked = telling.count { $0.mark != nil }
    guard marked > 1, marked < telling.count else { return splitWhereAllocationsFall(run) }
    let parts = splitWhereAllocationsFall(Run(files: telling))
    guard parts.count(where: { $0.files.contains { $0.mark != nil } }) > 1 else {
      return splitWhereAllocationsFall(run)
    }
    let stems = Set(run.files.lazy.filter { $0.mark != nil }.map(\.stemHash))
    let isOther = { (file: ProfileRecord) in
      file.allocated != nil && file.mark == nil && !stems.contains(file.stemHash)
    }
    let (own, others) = (run.files.filter { !isOther($0) }, run.files.filter(isOther))
    guard !others.isEmpty,
      splitWhereAllocationsFall(Run(files: own.filter { $0.allocated != nil })).count == 1
    else { return splitWhereAllocationsFall(run) }
    let strangers = Run(files: others, isKnown: false, areStrangers: true)
    return [Run(files: own)] + splitWhereAllocationsFall(strangers)
  }

  /// A process's allocations never fall, so a fall marks a restart.
  private static func splitWhereAllocationsFall(_ run: Run) -> [Run] {
    guard run.files.contains(where: { $0.allocated != nil }), let files = inOrder(run.files) else {
      return [run]
    }
    let empty = Run(isKnown: run.isKnown, areStrangers: run.areStrangers)
    var parts = [empty]
    var last: [InstanceSorter.GroupKey: [Allocations]] = [:]
    for file in files {
      if let now = file.allocated {
        let known = last[file.group] ?? []
        if known.contains(where: { $0.isAbove(now, file) }) {
          parts.append(empty)
          last = [:]
        }
        let others = (last[file.group] ?? []).filter { $0.isText != file.isText }
        last[file.group] = others + [Allocations(isText: file.isText, time: file.takenAt, now)]
      }
      parts[parts.count - 1].files.append(file)
    }
    return parts.count == 1 ? [run] : parts
  }

  /// Files by time, or by the one number in their names; nil if their order is unknown. Of one moment, those come first
  /// that tell allocations: the others belong to the process that these show.
  private static func inOrder(_ files: [ProfileRecord]) -> [ProfileRecord]? {
    let areTimed = files.allSatisfy { $0.takenAt > 0 }
    guard
      areTimed
        || files.allSatisfy({ $0.takenAt == 0 })
          && SnapshotName.differInOneNumber(files.lazy.map(\.snapshotName))
    else { return nil }
    return files.sorted { left, right in
      if left.takenAt != right.takenAt { return left.takenAt < right.takenAt }
      if !areTimed, left.stemHash != right.stemHash {
        return SnapshotName.precedes(left.stem, right.stem)
      }
      return left.allocated != nil && right.allocated == nil
    }
  }

  /// A process's allocations, as one of the formats reports them.
  private struct Allocations {
    let isText: Bool
    let time: Int64
    let values: [Int64]

    init(isText: Bool, time: Int64, _ values: [Int64]) {
      (self.isText, self.time, self.values) = (isText, time, values)
    }

    /// Whether a later profile has less. The name of a text has whole seconds, so it may seem older than a protobuf
    /// that was taken before it in the same second: those are not compared.
    func isAbove(_ now: [Int64], _ file: ProfileRecord) -> Bool {
      guard isText == file.isText || file.takenAt.subtractingClamped(time) > 1_000_000_000 else {
        return false
      }
      return zip(now, values).contains(where: <)
    }
  }
}
