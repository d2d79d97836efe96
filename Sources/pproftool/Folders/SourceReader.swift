import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileModel
import ProfileSystem
import ReportRequests

/// Reads the profiles of a command's sources: files, folders, lists, and patterns that no shell expanded.
struct SourceReader: Sendable {
  let reading: ReadingOptions
  var use = FolderUse.report
  /// A list of more sources.
  var list: NameList?
  /// The profiles to use; nil until that is determined.
  var selection: SourceSelection?
  let tally = SourceTally()

  /// The kind of profile to use; nil for any single kind.
  var kind: String? { reading.kind ?? use.kind }

  /// Reads profiles one at a time, so that memory does not grow with their number.
  ///
  /// - Returns: the number of profiles used.
  /// - Throws: a `FileError` for the first profile that cannot be read or used, unless `--keep-going` is on.
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

  /// Like `forEach`, but reads the next profile while one is used; at most two are in memory.
  ///
  /// - Throws: what `forEach` throws, after all earlier profiles were used.
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

  /// The reader with its selection determined.
  ///
  /// - `choice`: what distinguishes instances.
  /// - `needsLayout`: whether the path layout is needed even without selection options.
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
      reading, fileSources(of: paths), files: files, choice: choice, needsLayout: needsLayout)
    return reader
  }

  /// The sources whose files are not named one by one: the folders among the paths, then the list.
  func fileSources(of paths: [SystemPath]) -> [FileSource] {
    paths.flatMap(PathPattern.expanded).filter(\.isFolder).map(FileSource.folder)
      + [list].compactMap { $0 }.map(FileSource.list)
  }

  /// The reader for a baseline: without selection and without the list.
  var ofBase: SourceReader {
    var reader = self
    (reader.list, reader.selection) = (nil, .all)
    return reader
  }

  /// - Throws: the exit status if more profiles were left out than allowed; `finish` prints the message.
  func checkLeftOut() throws {
    if tally.isExceeded(reading.leftOutLimit) { throw ExitCode(2) }
  }

  /// Prints how many profiles were left out, even with `--quiet`.
  func finish() {
    guard let line = tally.line else { return }
    let limit = reading.selection.maxLeftOut ?? ""
    let hint =
      tally.isExceeded(reading.leftOutLimit) ? ", more than --max-left-out \(limit) allows" : ""
    Message.print(line + hint)
  }

  /// Whether a path gives one input: it is neither a folder nor a pattern.
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
    var skipped = KindCounts()
    ReadingProgress.shared.expect(files: paths.count)
    for path in paths {
      if path.isFolder {
        try produce(in: .folder(path), use)
      } else if let read = try readIfPossible(path, keepsOrder: keepsOrder, among: paths) {
        let kind = ProfileKind(of: read.profile, SnapshotName(path.bytes))
        guard reading.kind.map(kind.isCalled) ?? true else {
          skipped.count(kind.name)
          continue
        }
        tally.count(1)
        try use(path, read)
      }
    }
    if let list { try produce(in: .list(list), use) }
    if !skipped.isEmpty, !reading.quiet { Message.print("passed over: \(skipped.text)") }
  }

  private func readIfPossible(
    _ path: SystemPath, keepsOrder: Bool, among paths: [SystemPath]
  ) throws -> ReadProfile? {
    do {
      let decision = selection?.decision(path, in: nil) ?? .include
      guard decision != .exclude else { return nil }
      let read = try reading.read(path, keepsOrder: keepsOrder)
      guard decision == .needsTime else { return read }
      let time = read.profile.header.timeNanos
      guard time != 0 else {
        throw FileError(InputFile.name(of: path), SourceSelection.noTime)
      }
      return selection?.includes(time: time) == false ? nil : read
    } catch let error as FileError {
      try leaveOut(error.among(paths))
      return nil
    }
  }

  /// Whether `body` could use a profile; without `--keep-going` an error is thrown instead.
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

  /// Leaves out a profile that cannot be read.
  ///
  /// - Throws: the error itself unless `--keep-going` is on.
  func leaveOut(_ error: FileError) throws {
    guard reading.keepGoing else { throw error }
    tally.leaveOut()
    printLeftOut(error)
  }

  /// Leaves out a profile that was read but cannot be used.
  ///
  /// - Throws: the error itself unless `--keep-going` is on.
  func leaveOutRead(_ error: FileError) throws {
    guard reading.keepGoing else { throw error }
    tally.leaveOutRead()
    printLeftOut(error)
  }

  private func printLeftOut(_ error: FileError) {
    if !reading.quiet { Message.print("\(error) (left out)") }
  }
}

extension SystemPath {
  /// Whether it is a folder; false for standard input.
  var isFolder: Bool { self != "-" && (try? FileStatus.of(self))?.kind == .folder }
}
