import ProfileAnalysis
import ProfileModel
import ProfileSystem

extension SourceReader {
  /// Reads of a folder's profiles what the command takes, and says what it does not take.
  ///
  /// - Throws: a `FileError` for what cannot be read, for several kinds of which none was chosen, and for nothing.
  func produce(
    in place: SourcePlace, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    var selection = FolderSelection(self, place)
    // The place itself has been counted as one.
    ReadingProgress.shared.expect(files: -1)
    var scan = try scan(place) { _, content in
      switch content {
      case .profiles(let found): try selection.take(found, use)
      case .failure(let error): try leaveOut(error)
      case .other: break
      }
    }
    try selection.finish(&scan, use)
    if !reading.quiet {
      selection.messages.forEach(Message.print)
      scan.say(in: place, isRecursive: reading.recursive)
    }
  }
}

/// Takes what a command uses of the profiles in a folder: of one kind, each moment once, of states the newest.
///
/// What is used whatever else there is, is used at once. Of the rest only names and times are kept until all are
/// known; then the few that were chosen are read again.
private struct FolderSelection {
  private let reader: SourceReader
  private let place: SourcePlace
  private var kind: ProfileKind?
  private var isMixed = false
  /// States, of which only the newest are used.
  private var states: [MomentFile] = []
  /// Profiles of which others may be of the same moment.
  private var siblings: [MomentFile] = []
  /// The last of either, which most often is the one that is chosen.
  private var last: (path: SystemPath, read: ReadProfile)?
  private var sum = StateSum()
  private var added = 0
  private(set) var messages: [String] = []

  init(_ reader: SourceReader, _ place: SourcePlace) {
    (self.reader, self.place) = (reader, place)
  }

  mutating func take(
    _ found: FoundProfiles, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    if let kind, reader.kind == nil, !reader.use.takesAllKinds, kind.name != found.kind.name {
      isMixed = true
    }
    kind = found.kind
    // The others are read to be counted.
    guard !isMixed else { return }
    guard let read = found.all.first, found.all.count == 1 else {
      return try reader.leaveOut(
        FileError(
          found.path.text, "has \(found.all.count) profiles; choose one with --nth"))
    }
    reader.tally.count(1)
    let isNewest = found.kind.isState && reader.use.moments == .newest
    guard isNewest || found.hasSibling else {
      count(found.path, read.profile, isSum: true)
      return try deliver(found.path, read, use)
    }
    let file = MomentFile(path: found.path.bytes, read)
    if isNewest { states.append(file) } else { siblings.append(file) }
    last = (found.path, read)
  }

  mutating func finish(
    _ scan: inout FolderScan, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    guard !isMixed else {
      throw FileError(
        place.name,
        "there are profiles of several kinds in this \(place.noun): \(scan.kinds.text); choose one with --kind"
      )
    }
    try scan.check(place, kind: reader.kind, reader.selection)
    let (newest, differences) = split(&scan)
    try deliver(newest, .newest, use)
    try deliver(differences + siblings, .all, use)
    guard reader.use.isSum else { return }
    if reader.use.moments == .all, let line = sum.line(in: place.name) { messages.append(line) }
    if reader.use.moments == .newest, added > 1, let kind {
      messages.append("\(place.name): \(added) \(kind.noun(isPlural: true)) are added up")
    }
  }

  /// Counts what is added up although the newest does not tell all.
  private mutating func count(_ path: SystemPath, _ profile: Profile, isSum: Bool) {
    guard isSum else { return }
    added += 1
    if kind?.isState == true { sum.add(path, profile) }
  }

  /// States, and differences between two snapshots, which are used if there is no state.
  private func split(_ scan: inout FolderScan) -> ([MomentFile], [MomentFile]) {
    let differences = states.filter(\.isDifference)
    guard !differences.isEmpty else { return (states, []) }
    let whole = states.filter { !$0.isDifference }
    guard !whole.isEmpty else { return ([], differences) }
    for _ in differences { scan.count(.difference) }
    return (whole, [])
  }

  private mutating func deliver(
    _ files: [MomentFile], _ moments: MomentChoice.Moments,
    _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    let choice = MomentChoice(of: files, moments, prefersDumps: reader.use.prefersDumps)
    for index in choice.files {
      let path = SystemPath(files[index].path)
      guard let read = try kept(path) ?? again(path) else { continue }
      count(path, read.profile, isSum: moments == .all)
      try deliver(path, read, use)
    }
    messages += choice.messages(files, isSum: reader.use.isSum)
  }

  private func kept(_ path: SystemPath) -> ReadProfile? { last?.path == path ? last?.read : nil }

  /// Reads a file once more; nil if that is no longer possible and `--keep-going` is on.
  private func again(_ path: SystemPath) throws -> ReadProfile? {
    do {
      return try reader.reading.readAllQuietly(path).first
    } catch {
      try reader.leaveOutRead(FileError(path.text, error))
      return nil
    }
  }

  private func deliver(
    _ path: SystemPath, _ read: ReadProfile, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    if try reader.isUsed({ try reader.reading.report(read.notes, of: path) }) {
      try use(path, read)
    }
  }
}

/// Which states are added up, that people are told of it.
private struct StateSum {
  private var processes: Set<[UInt8]> = []
  private var moments = 0

  mutating func add(_ path: SystemPath, _ profile: Profile) {
    guard !profile.isDifference else { return }
    processes.insert(SnapshotName(path.bytes).process)
    moments += 1
  }

  /// Says that moments of one process are added up; nil if there is one of each.
  func line(in place: String) -> String? {
    guard moments > processes.count else { return nil }
    let which = processes.count == 1 ? "one process" : "\(processes.count) processes"
    let them = processes.count == 1 ? "it" : "them"
    return
      "\(place): \(moments) snapshots of \(which) are added up, which is not a real state of \(them); reports take the newest"
  }
}
