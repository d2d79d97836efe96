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
    var (skipped, notSelected, isAnyUsed) = (KindCounts(), [SystemPath](), list != nil)
    var copies = EqualFiles()
    ReadingProgress.shared.expect(files: paths.count)
    for path in paths {
      if path.isFolder {
        isAnyUsed = true
        try produce(in: .folder(path), use)
      } else if let read = try readIfPossible(
        path, keepsOrder: keepsOrder, among: paths, &notSelected)
      {
        let name = SnapshotName(path.bytes)
        let kind = ProfileKind(of: read.profile, name)
        guard reading.kind.map({ kind.isWanted($0, read.profile, name) }) ?? true else {
          skipped.count(kind.name)
          continue
        }
        tally.count(1)
        isAnyUsed = true
        if self.use.isSum, paths.count > 1, kind.isState { copies.add(path, read.profile) }
        try use(path, read)
      }
    }
    if let list { try produce(in: .list(list), use) }
    if !isAnyUsed { try requireChosen(paths, skipped, notSelected) }
    printNotSelected(notSelected, of: paths.count)
    if let message = copies.message, !reading.quiet { Message.print(message) }
    if !skipped.isEmpty, !reading.quiet { Message.print("skipped: \(skipped.text)") }
  }

  /// - Throws: a `FileError` that says why none of the files that the user named is used, unless some cannot be read.
  private func requireChosen(
    _ paths: [SystemPath], _ skipped: KindCounts, _ notSelected: [SystemPath]
  ) throws {
    let name = InputFile.name(of: paths)
    if let kind = reading.kind, !skipped.isEmpty {
      let found = paths.count == 1 ? "this is \(skipped.names[0])" : "only \(skipped.text)"
      throw FileError(name, "there is no \(kind) profile, \(found); \(skipped.hint(for: kind))")
    }
    guard !notSelected.isEmpty, notSelected.count == paths.count else { return }
    throw FileError(
      name, "not selected by \((selection?.options ?? []).joined(separator: " and "))")
  }

  private func readIfPossible(
    _ path: SystemPath, keepsOrder: Bool, among paths: [SystemPath],
    _ notSelected: inout [SystemPath]
  ) throws -> ReadProfile? {
    do {
      let (selection, name) = (selection ?? .all, InputFile.name(of: path))
      let decision = selection.decision(path, in: nil)
      if decision != .exclude {
        let read = try reading.read(path, keepsOrder: keepsOrder)
        if try selection.includes(decision, [read], of: name) { return read }
      }
      notSelected.append(path)
      return nil
    } catch let error as FileError {
      try leaveOut(error.among(paths))
      return nil
    }
  }

  /// Prints which files the user named although options exclude them.
  func printNotSelected(_ files: [SystemPath], of count: Int) {
    guard !files.isEmpty, !reading.quiet else { return }
    let options = (selection?.options ?? []).joined(separator: " and ")
    Message.print(
      files.count == 1
        ? "\(InputFile.name(of: files[0])): not selected by \(options)"
        : "\(files.count) of \(count) files are not selected by \(options)")
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
  /// - `isOfFolder`: whether the error advises `--keep-going`, since nobody named the file.
  /// - Throws: the error itself unless `--keep-going` is on.
  func leaveOut(_ error: FileError, isOfFolder: Bool = false) throws {
    guard reading.keepGoing else { throw isOfFolder ? error.advisingToKeepGoing : error }
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

/// How a command uses the profiles of a folder.
struct FolderUse: Sendable {
  /// The kind to use unless the user names one.
  var kind: String?
  /// Whether one folder may contain several kinds of profiles, since each profile is used separately.
  var takesAllKinds = false
  /// The moments of a state to use. Of profiles over a time span, all are used.
  var moments = MomentChoice.Moments.newest
  /// Whether a dump is preferred to a protobuf of the same moment.
  var prefersDumps = false
  /// Whether the profiles are added up instead of used one by one.
  var isSum = true

  /// Reports, and the sides of a comparison.
  static let report = FolderUse()
  /// The goroutine report. Dumps have the most details.
  static let goroutines = FolderUse(kind: "goroutine", prefersDumps: true)
  /// Runs, each compared separately.
  static let runs = FolderUse(moments: .all, isSum: false)
  /// Instances as runs; the newest state of each counts.
  static let instances = FolderUse(isSum: false)
  /// An explicit sum, as in `merge`.
  static let sum = FolderUse(moments: .all)
  /// Each profile separately, as in `rows`.
  static let rows = FolderUse(takesAllKinds: true, moments: .all, isSum: false)
}

/// The number of profiles read, and of those left out under `--keep-going`.
///
/// Both the reading thread and the using thread count.
final class SourceTally: @unchecked Sendable {
  private let monitor = Monitor()
  private var read = 0
  private var leftOut = 0

  /// Counts profiles that were read.
  func count(_ profiles: Int) { monitor.locked { read += profiles } }

  /// Counts a profile that cannot be read.
  func leaveOut() { monitor.locked { leftOut += 1 } }

  /// Counts a profile that was read but cannot be used.
  func leaveOutRead() {
    monitor.locked {
      read -= 1
      leftOut += 1
    }
  }

  /// Whether more profiles were left out than allowed.
  func isExceeded(_ limit: LeftOutLimit?) -> Bool {
    monitor.locked { limit?.isExceeded(by: leftOut, of: read + leftOut) ?? false }
  }

  /// `3 of 3360 profiles were left out`; nil if none was.
  var line: String? {
    monitor.locked {
      guard leftOut > 0 else { return nil }
      let all = read + leftOut
      return
        "\(leftOut) of \(all.counted("profile")) \(leftOut == 1 ? "was" : "were") left out"
    }
  }
}
