import ProfileAnalysis
import ProfileModel
import ProfileSystem

extension SourceReader {
  /// Passes the profiles that the command uses to `use`, and prints what it does not use.
  ///
  /// - Throws: a `FileError` if a file cannot be read, if there are several kinds and none was chosen, or if there is
  ///   no profile.
  func produce(
    in source: FileSource, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    var selection = FolderSelection(self, source)
    // The source itself was counted as one file.
    ReadingProgress.shared.expect(files: -1)
    var scan = try scan(source) { _, content in
      switch content {
      case .profiles(let found): try selection.add(found, use)
      case .failure(let error): try leaveOut(error, isOfFolder: true)
      case .other: break
      }
    }
    try selection.finish(&scan, use)
    if !reading.quiet {
      selection.messages.forEach(Message.print)
      scan.printSkipped(in: source, isRecursive: reading.recursive)
    }
  }
}

/// Selects the profiles of a folder or list that a command uses: one kind, each moment once, only the newest state.
///
/// Profiles that are used in any case are passed on at once. Of the rest only names and times are kept until all
/// files are known; then the selected few are read again.
private struct FolderSelection {
  private let reader: SourceReader
  private let source: FileSource
  private var kind: ProfileKind?
  private var isMixed = false
  /// States, such as heap profiles: only the newest of each process is used.
  private var states: [MomentFile] = []
  /// Profiles that may have others of the same moment.
  private var siblings: [MomentFile] = []
  /// The last of either. It is usually the selected one, so that no file is read again.
  private var last: (path: SystemPath, read: ReadProfile)?
  private var sum = StateSum()
  private var added = 0
  private(set) var messages: [String] = []

  init(_ reader: SourceReader, _ source: FileSource) {
    (self.reader, self.source) = (reader, source)
  }

  mutating func add(
    _ found: FoundProfiles, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    if let kind, reader.kind == nil, !reader.use.takesAllKinds, kind.name != found.kind.name {
      isMixed = true
    }
    kind = found.kind
    // The remaining files are read only to count kinds.
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
        source.name,
        "there are profiles of several kinds in this \(source.noun): \(scan.kinds.text); choose one: "
          + WantedKind.line(choosing: scan.kinds.mostWanted))
    }
    try scan.check(source, kind: reader.kind, reader.selection)
    let (newest, differences) = split(&scan)
    try deliver(newest, .newest, use)
    try deliver(differences + siblings, .all, use)
    guard reader.use.isSum else { return }
    if reader.use.moments == .all, let message = sum.message(in: source.name) {
      messages.append(message)
    }
    if reader.use.moments == .newest, added > 1, let kind {
      messages.append("\(source.name): \(added) \(kind.noun(isPlural: true)) are added up")
    }
  }

  /// Counts the profiles that are added up.
  private mutating func count(_ path: SystemPath, _ profile: Profile, isSum: Bool) {
    guard isSum else { return }
    added += 1
    if kind?.isState == true, !profile.isDifference { sum.add(path) }
  }

  /// The states, and the differences between two snapshots, which are used only if there is no state.
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
    var copies = EqualFiles()
    for index in choice.files {
      let path = SystemPath(files[index].path)
      guard let read = try lastRead(path) ?? readAgain(path) else { continue }
      count(path, read.profile, isSum: moments == .all)
      if reader.use.isSum, choice.processes.count > 1 { copies.add(path, read.profile) }
      try deliver(path, read, use)
    }
    messages +=
      choice.messages(files, isSum: reader.use.isSum) + [copies.message].compactMap(\.self)
  }

  private func lastRead(_ path: SystemPath) -> ReadProfile? {
    last?.path == path ? last?.read : nil
  }

  /// Reads a file again; nil if that fails under `--keep-going`.
  private func readAgain(_ path: SystemPath) throws -> ReadProfile? {
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

/// The states that are added up, for a message about it.
private struct StateSum {
  private var processes: Set<InstanceKey> = []
  private var moments = 0

  mutating func add(_ path: SystemPath) {
    let name = SnapshotName(path.bytes)
    processes.insert(InstanceKey(folder: name.place, part: name.processPart))
    moments += 1
  }

  /// The message that several snapshots of one process are added up; nil if each process has one.
  func message(in source: String) -> String? {
    guard moments > processes.count else { return nil }
    let which = processes.count == 1 ? "one process" : "\(processes.count) processes"
    let them = processes.count == 1 ? "it" : "them"
    return
      "\(source): \(moments) snapshots of \(which) are added up, a sum that describes no real state of \(them); reports use only the newest"
  }
}

/// Files that are taken for those of several processes, though their content is the same.
struct EqualFiles {
  private var pathOfContent: [ContentDigest: SystemPath] = [:]
  private var warning = CountedWarning()

  mutating func add(_ path: SystemPath, _ profile: Profile) {
    let digest = ContentDigest(profile)
    guard let first = pathOfContent[digest] else { return pathOfContent[digest] = path }
    warning.add(
      "\(path.text) has the same content as \(first.text); if it is a copy, it is counted twice")
  }

  /// That a copy may be counted twice: idle processes of one program may be in the same state, too.
  var message: String? { warning.text }
}
