import ArgumentParser
import CheckReports
import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileModel
import ProfileSystem

/// Reads the profiles of a check: files, files with the name of their group, and folders with all their moments.
///
/// What cannot be read does not end the check: the rest is judged, and what is missing is said in every report.
struct CheckInputs {
  private(set) var reader: SourceReader
  /// Files that could not be read, or are named as a profile and are none.
  private(set) var missing: [MissingFile] = []
  /// Files of folders that are no profiles for rules.
  private(set) var skipped: [CheckOutput.SkippedFile] = []

  private let loader: ProfileLoader
  /// Whether what is missing is said at once.
  private let speaks: Bool

  /// - `list`: more of what is checked.
  init(_ reading: ReadingOptions, list: NameList? = nil, speaks: Bool = true) {
    reader = SourceReader(reading: reading, list: list)
    loader = ProfileLoader { path in try? reading.readAllQuietly(SystemPath(path)).first }
    self.speaks = speaks
  }

  /// Reads all that rules are checked on; what they ask of each profile is measured at once, and its tables are let go.
  ///
  /// - `set`: the rules, whose own tests show what is spelt right.
  /// - `held`: what was read already.
  mutating func evidence(
    _ paths: [SystemPath], _ options: CheckRuleOptions, _ set: RuleSet, _ plan: MeasurePlan,
    held: [SnapshotSet.Input] = []
  ) throws -> SnapshotSet {
    let (selection, list) = (reader.reading.selection, reader.list)
    var builder = SnapshotSetBuilder(
      plan, instance: options.instance ?? .auto, layout: try selection.pathLayout())
    do {
      reader = reader.ofBase
      try read(options.baseline) { try builder.add(baseline: $0) }
      try choose(among: paths, list, options)
      try read(paths) { try builder.add($0) }
      for input in held { try builder.add(input) }
    } catch let error as SnapshotSetError {
      throw FileError(error.file, error.description)
    }
    var evidence = SnapshotSet(builder, missing: missing)
    try tellLayout(of: evidence)
    try checkLabel(of: options.instance, in: evidence)
    evidence.advice = .options
    addTestProfiles(of: set, in: options.rules, to: &evidence)
    return evidence
  }

  /// Finds out what of the sources is checked; without options that choose all is, and no name is read before.
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

  /// Says what the layout was taken for; one that was given and fits nothing is a mistake.
  private func tellLayout(of evidence: SnapshotSet) throws {
    guard let layout = evidence.layout else { return }
    if layout.isGiven, layout.fitting == 0, layout.count > 0 {
      throw FileError(
        "--layout '\(layout.layout.text)'", "fits none of the \(layout.count) paths")
    }
    guard !layout.isGiven, reader.reading.selection.choosing.isEmpty, speaks else { return }
    SourceSelection.say(layout.layout, layout.fitting, of: layout.count, reader.reading)
  }

  /// A label that tells no instance apart is a mistake.
  private func checkLabel(of choice: InstanceChoice?, in evidence: SnapshotSet) throws {
    guard case .label(let key)? = choice, !evidence.instances.isEmpty,
      !evidence.hasInstanceLabel
    else { return }
    throw FileError(
      "--instance label.\(key)", "in no profile do all samples have one value of this label")
  }

  /// What the rules' own tests show is spelt right; a profile that is not there is missed by --test.
  private func addTestProfiles(
    of set: RuleSet, in files: [SystemPath], to evidence: inout SnapshotSet
  ) {
    for file in files {
      for (rule, path) in set.testProfiles(ofFile: InputFile.name(of: file)) {
        let path = SystemPath(path)
        let whole = path.isAbsolute ? path : file.folder.appending(path.bytes)
        guard let all = try? reader.reading.readAllQuietly(whole) else { continue }
        for read in all { evidence.add(.init(file: whole.text, read: read), ofTestOf: rule) }
      }
    }
  }

  /// Hands on one profile after the other, so that they need not all be held.
  mutating func read(
    _ arguments: [SystemPath], _ add: (SnapshotSet.Input) throws -> Void
  ) throws {
    ReadingProgress.shared.expect(files: arguments.count)
    for argument in arguments { try read(argument, among: arguments, add) }
    guard let list = reader.list else { return }
    do { try read(place: .list(list), nil, add) } catch let error as FileError {
      try miss(error, list.path, nil)
    }
  }

  private mutating func read(
    _ argument: SystemPath, among arguments: [SystemPath], _ add: (SnapshotSet.Input) throws -> Void
  ) throws {
    let (group, path) = Self.split(argument)
    do {
      if path.isFolder { return try read(place: .folder(path), group, add) }
      let answer = reader.selection?.answer(path, in: nil) ?? .take
      guard answer != .leave else { return }
      let all = try reader.reading.readAll(path, isForCheck: true).filter { read in
        let kind = ProfileKind(of: read.profile, SnapshotName(path.bytes))
        return reader.kind.map(kind.isCalled) ?? true
      }
      guard try isChosen(all, path, answer) else { return }
      reader.tally.count(all.count)
      for read in all {
        guard let reason = read.profile.deltaReason else { continue }
        let advice = reader.reading.fetching.makesDelta(path) ? "; leave out --seconds" : ""
        throw FileError(InputFile.name(of: path), OtherContent.differenceReason(reason) + advice)
      }
      try inputs(path, group, all, origin: .named).forEach(add)
    } catch let error as FileError {
      try miss(error.among(arguments), path, group)
    }
  }

  /// Whether profiles of a file that somebody named are of a time that is asked for.
  private func isChosen(
    _ all: [ReadProfile], _ path: SystemPath, _ answer: SourceSelection.Answer
  ) throws -> Bool {
    guard answer == .askForTime, let selection = reader.selection else { return true }
    guard let time = all.map(\.profile.header.timeNanos).filter({ $0 != 0 }).max() else {
      throw FileError(InputFile.name(of: path), SourceSelection.noTime)
    }
    return selection.takes(time: time)
  }

  /// Remembers and says that a file cannot be used.
  private mutating func miss(_ error: FileError, _ path: SystemPath, _ group: String?) throws {
    missing.append(
      MissingFile(name: error.file, path: path.bytes, group: group, reason: error.reason))
    guard reader.reading.keepGoing else {
      if speaks { Message.print("\(error)") }
      return
    }
    try reader.leaveOut(error)
  }

  private mutating func read(
    place: SourcePlace, _ group: String?, _ add: (SnapshotSet.Input) throws -> Void
  ) throws {
    var content = FolderContent()
    let origin = place.length.map { SnapshotSet.Input.Origin.folder($0) } ?? .list
    // The place itself has been counted as one.
    ReadingProgress.shared.expect(files: -1)
    let reader = reader
    var scan = try reader.scan(place) { path, found in
      switch found {
      case .profiles(let profiles):
        if let other = Self.other(profiles, reader) {
          content.unusable.append(other)
          return content.others.append((path, other))
        }
        reader.tally.count(profiles.all.count)
        for input in self.inputs(path, group, content.used(profiles, reader), origin: origin) {
          content.count += 1
          try add(input)
        }
      case .failure(let error): content.failures.append((path, error))
      case .other(let other): content.others.append((path, other))
      }
    }
    for other in content.unusable { scan.count(other) }
    for (path, error) in content.failures { try miss(error, path, group) }
    for (path, other) in content.others { try skip(path, other, group) }
    try scan.check(place, kind: reader.kind, reader.selection)
    if !reader.reading.quiet { scan.say(in: place, isRecursive: reader.reading.recursive) }
    if content.count == 0, let other = content.others.first?.content {
      throw FileError(
        place.name,
        "this \(place.noun) has no profile that rules apply to: one \(other.message)")
    }
  }

  /// What is no profile for rules is skipped, unless it is named as a profile.
  private mutating func skip(
    _ path: SystemPath, _ other: OtherContent, _ group: String?
  ) throws {
    let isUnread = other == .unsureText || other.isUnasked
    guard isUnread, SnapshotName(path.bytes).isOfProfile else {
      return skipped.append(.init(name: path.text, reason: other.message))
    }
    try miss(FileError(path.text, other.message), path, group)
  }

  /// What the profiles of a file in a folder are that a check does not take; nil if it takes them.
  private static func other(_ found: FoundProfiles, _ reader: SourceReader) -> OtherContent? {
    if found.all.contains(where: { $0.profile.deltaReason != nil }) { return .difference }
    return found.all.lazy.compactMap(reader.reading.refusal).first.map {
      OtherContent.unasked($0.format, $0.description)
    }
  }

  /// Several profiles in one file are a series in their order.
  private func inputs(
    _ path: SystemPath, _ group: String?, _ all: [ReadProfile], origin: SnapshotSet.Input.Origin
  ) -> [SnapshotSet.Input] {
    let date = all.contains { $0.profile.header.timeNanos == 0 } ? Self.date(of: path) : nil
    let isOne = all.count == 1 && (try? FileStatus.of(path))?.kind == .regular
    return all.enumerated().map { place, read in
      var input = SnapshotSet.Input(
        file: InputFile.name(of: path), path: path.bytes, group: group,
        number: all.count > 1 ? place + 1 : nil, read: read)
      // Of several moments in one file the newest is meant.
      if case .named = origin { input.isNamed = all.count == 1 }
      input.origin = origin
      input.date = all.count == 1 ? date : nil
      if isOne { input.loader = loader }
      return input
    }
  }

  /// When a profile was taken that does not say so, in nanoseconds since 1970; nil if nothing tells.
  private static func date(of path: SystemPath) -> Int64? {
    ServiceURL.isOne(path)
      ? ThisProcess.secondsSince1970 * 1_000_000_000 : HeaderFile.date(beside: path)
  }

  /// The path of an argument.
  static func path(of argument: SystemPath) -> SystemPath { split(argument).path }

  /// Takes `TYPE=PROFILE` apart; a path that is there is a path, whatever is in it.
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

/// What was found in a folder.
private struct FolderContent {
  /// How many profiles were used.
  var count = 0
  var failures: [(path: SystemPath, error: FileError)] = []
  var others: [(path: SystemPath, content: OtherContent)] = []
  /// Profiles that are none for rules.
  var unusable: [OtherContent] = []

  /// The profiles of a file that can be used; what is wrong with others is remembered.
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
