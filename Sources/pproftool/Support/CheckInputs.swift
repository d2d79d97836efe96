import ArgumentParser
import CheckReports
import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileModel
import ProfileSystem

/// The profiles that a check reads: files, files with a group name (`TYPE=PROFILE`), folders and lists.
///
/// An unreadable file does not end the check: the rest is judged, and every report names what is missing.
struct CheckInputs {
  private(set) var reader: SourceReader
  /// Files that could not be read, or that are named like a profile but are none.
  private(set) var missing: [MissingFile] = []
  /// Files in folders that rules do not apply to.
  private(set) var skipped: [CheckOutput.SkippedFile] = []

  /// Files that the user named and options exclude.
  private var notSelected: [SystemPath] = []
  private let loader: ProfileLoader
  /// Whether problems are printed as they are found.
  private let printsMessages: Bool

  /// - `list`: names of further files to check.
  init(_ reading: ReadingOptions, list: NameList? = nil, printsMessages: Bool = true) {
    reader = SourceReader(reading: reading, list: list)
    loader = ProfileLoader { path in (try? reading.readAllQuietly(SystemPath(path))) ?? [] }
    self.printsMessages = printsMessages
  }

  /// Reads every profile that the rules need. What they ask of a profile is measured at once, so its tables are
  /// freed.
  ///
  /// - `set`: the rules; the profiles of their own tests are added, so that names which occur only there count as
  ///   known.
  /// - `loaded`: profiles that are already in memory.
  mutating func snapshotSet(
    _ paths: [SystemPath], _ options: CheckRuleOptions, _ set: RuleSet, _ plan: MeasurePlan,
    loaded: [SnapshotSet.Input] = []
  ) throws -> SnapshotSet {
    let (selection, list) = (reader.reading.selection, reader.list)
    var builder = SnapshotSetBuilder(
      plan, instance: options.instance ?? .auto, layout: try selection.pathLayout(),
      advice: .options)
    do {
      reader = reader.ofBase
      try read(options.baseline) { try builder.add(baseline: $0) }
      try choose(among: paths, list, options)
      try read(paths) { try builder.add($0) }
      for input in loaded { try builder.add(input) }
    } catch let error as SnapshotSetError {
      throw FileError(error.file, error.description)
    }
    var snapshotSet = SnapshotSet(builder, missing: missing)
    try printLayout(of: snapshotSet)
    try checkInstances(by: options.instance, in: snapshotSet)
    addTestProfiles(of: set, in: options.rules, to: &snapshotSet)
    return snapshotSet
  }

  /// Decides which profiles are checked. Without selection options all are, and no name is read in advance.
  private mutating func choose(
    among paths: [SystemPath], _ list: NameList?, _ options: CheckRuleOptions
  ) throws {
    reader.list = list
    guard !reader.reading.selection.choosing.isEmpty else { return }
    if case .label? = options.instance, reader.reading.selection.instanceIs != nil {
      throw ValidationError(
        "--instance-is looks at paths, --instance label.KEY at samples; give only one of them")
    }
    reader.selection = nil
    reader = try reader.choosing(
      paths.map(Self.path), choice: options.instance ?? .auto)
  }

  /// Prints the detected path layout.
  ///
  /// - Throws: a `FileError` for a given layout that fits no path.
  private func printLayout(of snapshotSet: SnapshotSet) throws {
    guard let layout = snapshotSet.layout else { return }
    if layout.isGiven, layout.fitting == 0, layout.count > 0 {
      throw FileError(
        "--layout '\(layout.layout.text)'", "fits none of the \(layout.count) paths")
    }
    guard !layout.isGiven, reader.reading.selection.choosing.isEmpty, printsMessages else { return }
    SourceSelection.printLayout(layout.layout, layout.fitting, of: layout.count, reader.reading)
  }

  /// Rejects what distinguishes instances if no profile has it: all would be one instance, of which only the newest is
  /// judged.
  private func checkInstances(by choice: InstanceChoice?, in snapshotSet: SnapshotSet) throws {
    guard let choice, !snapshotSet.instances.isEmpty else { return }
    let problem: String
    switch choice {
    case .label where !snapshotSet.hasInstanceLabel:
      problem = "there is no profile whose samples all have the same value of this label"
    case .pattern(let pattern) where !snapshotSet.hasInstance(matching: pattern):
      problem = "no path matches it"
    default: return
    }
    throw FileError("--instance \(choice)", problem)
  }

  /// Adds the profiles of the rules' own tests, so that their names count as known. A missing one is reported by
  /// --test.
  private func addTestProfiles(
    of set: RuleSet, in files: [SystemPath], to snapshotSet: inout SnapshotSet
  ) {
    for file in files {
      for (rule, path) in set.testProfiles(ofFile: InputFile.name(of: file)) {
        let path = SystemPath(path)
        let whole = path.isAbsolute ? path : file.folder.appending(path.bytes)
        guard let all = try? reader.reading.readAllQuietly(whole) else { continue }
        for read in all { snapshotSet.add(.init(file: whole.text, read: read), ofTestOf: rule) }
      }
    }
  }

  /// Passes profiles on one at a time, so that memory does not grow with their number.
  mutating func read(
    _ arguments: [SystemPath], _ add: (SnapshotSet.Input) throws -> Void
  ) throws {
    ReadingProgress.shared.expect(files: arguments.count)
    for argument in arguments {
      // What follows would be judged by other rules.
      if let meant = Self.meantRule(argument) { throw meant }
      let (group, path) = Self.split(argument)
      for path in PathPattern.expanded(path) { try read(path, group, among: arguments, add) }
    }
    if printsMessages { reader.printNotSelected(notSelected, of: arguments.count) }
    guard let list = reader.list else { return }
    do { try read(source: .list(list), nil, add) } catch let error as FileError {
      try miss(error, list.path, nil)
    }
  }

  private mutating func read(
    _ path: SystemPath, _ group: String?, among arguments: [SystemPath],
    _ add: (SnapshotSet.Input) throws -> Void
  ) throws {
    do {
      if path.isFolder { return try read(source: .folder(path), group, add) }
      let selection = reader.selection ?? .all
      let decision = selection.decision(path, in: nil)
      guard decision != .exclude else { return notSelected.append(path) }
      let all = try readAll(path)
      guard try selection.includes(decision, all, of: InputFile.name(of: path)) else {
        return notSelected.append(path)
      }
      reader.tally.count(all.count)
      for read in all {
        guard let reason = read.profile.deltaReason else { continue }
        let advice = reader.reading.fetching.makesDelta(path) ? "; leave out --seconds" : ""
        throw FileError(InputFile.name(of: path), reason + advice)
      }
      try inputs(path, group, all, origin: .named).forEach(add)
    } catch let error as FileError {
      try miss(error.among(arguments), path, group)
    }
  }

  /// The profiles of a named file, without those of another kind than the wanted one, which are said.
  private func readAll(_ path: SystemPath) throws -> [ReadProfile] {
    let all = try reader.reading.readAll(path, isForCheck: true)
    guard let wanted = reader.kind else { return all }
    let name = SnapshotName(path.bytes)
    return all.filter { read in
      let kind = ProfileKind(of: read.profile, name)
      if kind.isWanted(wanted, read.profile, name) { return true }
      if printsMessages, !reader.reading.quiet {
        let noun = kind.noun(isPlural: false)
        Message.print(
          "\(InputFile.name(of: path)): not checked, because it is a \(noun); see --kind")
      }
      return false
    }
  }

  /// The error for an argument that is a rule and no file; nil for any other.
  private static func meantRule(_ argument: SystemPath) -> FileError? {
    guard (try? FileStatus.of(path(of: argument))) == nil,
      (try? Assertion(argument.text, allowsID: true)) != nil
    else { return nil }
    return FileError(
      argument.text, "there is no such file; for a rule, write --assert '\(argument.text)'")
  }

  /// Records and prints that a file cannot be used.
  private mutating func miss(_ error: FileError, _ path: SystemPath, _ group: String?) throws {
    missing.append(
      MissingFile(name: error.file, path: path.bytes, group: group, reason: error.reason))
    guard reader.reading.keepGoing else {
      if printsMessages { Message.print("\(error)") }
      return
    }
    try reader.leaveOut(error)
  }

  private mutating func read(
    source: FileSource, _ group: String?, _ add: (SnapshotSet.Input) throws -> Void
  ) throws {
    var content = FolderContent()
    let origin = source.length.map { SnapshotSet.Input.Origin.folder($0) } ?? .list
    // The source itself was counted as one file.
    ReadingProgress.shared.expect(files: -1)
    let reader = reader
    var scan = try reader.scan(source) { path, found in
      switch found {
      case .profiles(let profiles):
        if let other = Self.other(profiles, reader) {
          content.unusable.append(other)
          return content.skipped.append((path, other))
        }
        reader.tally.count(profiles.all.count)
        for input in self.inputs(path, group, content.used(profiles, reader), origin: origin) {
          content.count += 1
          try add(input)
        }
      case .failure(let error): content.failures.append((path, error))
      case .other(let other): content.skipped.append((path, other))
      }
    }
    for other in content.unusable { scan.count(other) }
    for (path, error) in content.failures { try miss(error, path, group) }
    for (path, other) in content.skipped { try skip(path, other, group) }
    try scan.check(source, kind: reader.kind, reader.selection)
    if !reader.reading.quiet {
      scan.printSkipped(in: source, isRecursive: reader.reading.recursive)
    }
    if content.count == 0, let other = content.skipped.first?.content {
      throw FileError(
        source.name,
        "this \(source.noun) has no profile that rules apply to: one \(other.message)")
    }
  }

  /// Skips a file that rules do not apply to. If it is named like a profile, it is missing instead.
  private mutating func skip(
    _ path: SystemPath, _ other: OtherContent, _ group: String?
  ) throws {
    let isUnread = other == .unsureText || other.isUnasked
    guard isUnread, SnapshotName(path.bytes).isOfProfile else {
      return skipped.append(.init(name: path.text, reason: other.message))
    }
    try miss(FileError(path.text, other.message), path, group)
  }

  /// Why a check does not use the profiles of a file in a folder; nil if it does.
  private static func other(_ found: FoundProfiles, _ reader: SourceReader) -> OtherContent? {
    if found.all.contains(where: { $0.profile.deltaReason != nil }) { return .difference }
    return found.all.lazy.compactMap(reader.reading.unconfirmedFormat).first.map {
      OtherContent.unasked($0.format, CommandWording.text(of: $0))
    }
  }

  /// The inputs of one file. Several profiles in a file form a series in file order.
  private func inputs(
    _ path: SystemPath, _ group: String?, _ all: [ReadProfile], origin: SnapshotSet.Input.Origin
  ) -> [SnapshotSet.Input] {
    let date = all.contains { $0.profile.header.timeNanos == 0 } ? Self.date(of: path) : nil
    let isOne = all.count == 1 && (try? FileStatus.of(path))?.kind == .regular
    return all.enumerated().map { index, read in
      var input = SnapshotSet.Input(
        file: InputFile.name(of: path), path: path.bytes, group: group,
        number: all.count > 1 ? index + 1 : nil, read: read)
      // A named file with several snapshots stands for its newest one, which is the last.
      if case .named = origin { input.isNamed = index == all.count - 1 }
      input.origin = origin
      input.date = all.count == 1 ? date : nil
      if isOne { input.loader = loader }
      return input
    }
  }

  /// When a profile without its own time was taken, in nanoseconds since 1970; nil if unknown.
  private static func date(of path: SystemPath) -> Int64? {
    ServiceURL.isOne(path)
      ? ThisProcess.secondsSince1970 * 1_000_000_000 : HeaderFile.date(beside: path)
  }

  /// The path of an argument.
  static func path(of argument: SystemPath) -> SystemPath { split(argument).path }

  /// Splits `TYPE=PROFILE`. An existing path is a path even if it contains `=`.
  private static func split(_ argument: SystemPath) -> (group: String?, path: SystemPath) {
    let isThere = (try? FileStatus.of(argument)) != nil
    guard !isThere, !ServiceURL.isOne(argument),
      let sign = argument.bytes.firstIndex(of: UInt8(ascii: "=")), sign > 0
    else {
      return (nil, argument)
    }
    let group = SystemPath(argument.bytes[..<sign])
    return (group.text, SystemPath(argument.bytes[(sign + 1)...]))
  }
}

/// The contents of one folder or list.
private struct FolderContent {
  /// The number of profiles used.
  var count = 0
  var failures: [(path: SystemPath, error: FileError)] = []
  var skipped: [(path: SystemPath, content: OtherContent)] = []
  /// Profiles that rules do not apply to.
  var unusable: [OtherContent] = []

  /// The usable profiles of a file; errors of the others are recorded.
  mutating func used(_ found: FoundProfiles, _ reader: SourceReader) -> [ReadProfile] {
    found.all.filter { read in
      do {
        try reader.reading.report(read.notes, of: found.path)
        return true
      } catch {
        failures.append((found.path, FileError(found.path.text, error)))
        return false
      }
    }
  }
}

/// Reads the profiles of rule tests; paths are relative to the rule file's folder.
struct TestProfiles {
  private let folder: SystemPath
  private let reading: ReadingOptions

  init(folder: SystemPath?, _ reading: ReadingOptions) {
    self.folder = folder ?? "."
    self.reading = reading
  }

  /// - Throws: a `FileError` with the position of the test.
  func read(_ name: String, of test: TestOrigin) throws -> [SnapshotSet.Input] {
    let path = SystemPath(name)
    var inputs = CheckInputs(reading, printsMessages: false)
    var found: [SnapshotSet.Input] = []
    try inputs.read([path.isAbsolute ? path : folder.appending(path.bytes)]) { found.append($0) }
    if let file = inputs.missing.first {
      throw FileError(test.file, test.message("\(file.name): \(file.reason)"))
    }
    return found
  }
}
