import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileModel
import ProfileSystem
import ReportRequests

/// Reads the profiles of a command's sources: of files, of folders, and of patterns that no shell has expanded.
struct SourceReader: Sendable {
  let reading: ReadingOptions
  var use = FolderUse.report
  /// More sources.
  var list: NameList?
  /// Which profiles are taken; nil as long as that has not been found out.
  var selection: SourceSelection?
  let tally = SourceTally()

  /// The kind of profile that is taken; nil for any one kind.
  var kind: String? { reading.kind ?? use.kind }

  /// Reads profiles one after the other, so that a command need not hold them all.
  ///
  /// - Returns: how many there were.
  /// - Throws: a `FileError` for the first that cannot be read or used, unless `--keep-going` leaves it out.
  func forEach(
    _ paths: [SystemPath], keepsOrder: Bool = false,
    _ body: (_ path: SystemPath, ReadProfile) throws -> Void
  ) throws -> Int {
    let reader = try choosing(paths)
    var count = 0
    try reader.produce(paths, keepsOrder: keepsOrder) { path, read in
      if try isUsed({ try body(path, read) }) { count += 1 }
    }
    try checkLeftOut()
    return count
  }

  /// The same, the next read while one is used: two at most are held at a time.
  ///
  /// - Throws: what `forEach` throws, when all before the one that cannot be read have been used.
  func forEachAhead(
    _ paths: [SystemPath], keepsOrder: Bool = false,
    _ body: (_ path: SystemPath, ReadProfile) throws -> Void
  ) throws -> Int {
    if list == nil, paths.count == 1, Self.isOneSource(paths[0]) {
      return try forEach(paths, keepsOrder: keepsOrder, body)
    }
    let reader = try choosing(paths)
    var count = 0
    try Parallel.ahead { use in
      try reader.produce(paths, keepsOrder: keepsOrder) { path, read in try use((path, read)) }
    } use: { (input: (path: SystemPath, read: ReadProfile)) in
      if try isUsed({ try body(input.path, input.read) }) { count += 1 }
    }
    try checkLeftOut()
    return count
  }

  /// The same reader, which knows what of its sources to take.
  ///
  /// - `choice`: what tells instances apart.
  /// - `needsLayout`: whether the layout of the paths is asked for, whatever is chosen.
  func choosing(
    _ paths: [SystemPath], choice: InstanceChoice = .auto, needsLayout: Bool = false
  ) throws -> SourceReader {
    guard selection == nil else { return self }
    var reader = self
    guard needsLayout || !reading.selection.isEmpty else {
      reader.selection = .all
      return reader
    }
    let files = paths.flatMap(PathPattern.expanded).filter { !$0.isFolder }
    reader.selection = try SourceSelection(
      reading, places(of: paths), files: files, choice: choice, needsLayout: needsLayout)
    return reader
  }

  /// Where files are found that none of the paths names: the folders among them, then the list.
  func places(of paths: [SystemPath]) -> [SourcePlace] {
    paths.flatMap(PathPattern.expanded).filter(\.isFolder).map(SourcePlace.folder)
      + [list].compactMap { $0 }.map(SourcePlace.list)
  }

  /// The same reader for what is compared with: all of it, and nothing of the list.
  var ofBase: SourceReader {
    var reader = self
    (reader.list, reader.selection) = (nil, .all)
    return reader
  }

  /// - Throws: the exit status if more was left out than may be; `finish` says so.
  func checkLeftOut() throws {
    if tally.isExceeded(reading.leftOutLimit) { throw ExitCode(2) }
  }

  /// Says how many profiles were left out, also where warnings are not wanted.
  func finish() {
    guard let line = tally.line else { return }
    let limit = reading.selection.maxLeftOut ?? ""
    let hint =
      tally.isExceeded(reading.leftOutLimit) ? ", more than --max-left-out \(limit) allows" : ""
    Message.print(line + hint)
  }

  /// Whether no other profile can come of a path: it is neither a folder nor a pattern.
  private static func isOneSource(_ path: SystemPath) -> Bool {
    if path == "-" || ServiceURL.isOne(path) { return true }
    guard let status = try? FileStatus.of(path) else { return false }
    return status.kind != .folder
  }
}

extension SourceReader {
  private func produce(
    _ paths: [SystemPath], keepsOrder: Bool, _ use: (SystemPath, ReadProfile) throws -> Void
  ) throws {
    let paths = paths.flatMap(PathPattern.expanded)
    var others = KindCounts()
    ReadingProgress.shared.expect(files: paths.count)
    for path in paths {
      if path.isFolder {
        try produce(in: .folder(path), use)
      } else if let read = try readIfPossible(path, keepsOrder: keepsOrder, among: paths) {
        let kind = ProfileKind(of: read.profile, SnapshotName(path.bytes))
        guard reading.kind.map(kind.isCalled) ?? true else {
          others.count(kind.name)
          continue
        }
        tally.count(1)
        try use(path, read)
      }
    }
    if let list { try produce(in: .list(list), use) }
    if !others.isEmpty, !reading.quiet { Message.print("passed over: \(others.text)") }
  }

  private func readIfPossible(
    _ path: SystemPath, keepsOrder: Bool, among paths: [SystemPath]
  ) throws -> ReadProfile? {
    do {
      let answer = selection?.answer(path, in: nil) ?? .take
      guard answer != .leave else { return nil }
      let read = try reading.read(path, keepsOrder: keepsOrder)
      guard answer == .askForTime else { return read }
      let time = read.profile.header.timeNanos
      guard time != 0 else {
        throw FileError(InputFile.name(of: path), SourceSelection.noTime)
      }
      return selection?.takes(time: time) == false ? nil : read
    } catch let error as FileError {
      try leaveOut(error.among(paths))
      return nil
    }
  }

  /// Whether a profile can be used, as far as `--keep-going` asks.
  func isUsed(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let failure as ProfileSum.Failure {
      try leaveOutRead(FileError(failure.name, failure))
      return false
    } catch let error as FileError {
      try leaveOutRead(error)
      return false
    }
  }

  /// Leaves a profile out that cannot be read.
  ///
  /// - Throws: the error itself unless `--keep-going` is on.
  func leaveOut(_ error: FileError) throws {
    guard reading.keepGoing else { throw error }
    tally.leaveOut()
    say(error)
  }

  /// Leaves a profile out that was read and cannot be used.
  ///
  /// - Throws: the error itself unless `--keep-going` is on.
  func leaveOutRead(_ error: FileError) throws {
    guard reading.keepGoing else { throw error }
    tally.leaveOutRead()
    say(error)
  }

  private func say(_ error: FileError) {
    if !reading.quiet { Message.print("\(error) (left out)") }
  }
}

extension SystemPath {
  /// Whether it leads to a folder, and is not standard input.
  var isFolder: Bool { self != "-" && (try? FileStatus.of(self))?.kind == .folder }
}
