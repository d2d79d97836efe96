import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// Reads the profiles of a check: files, files with the name of their group, and folders with all their moments.
struct CheckInputs {
  let reader: SourceReader

  /// How many files could not be read and were left out, as `--keep-going` asks for.
  var unreadable: Int { reader.tally.leftOut }

  init(_ reading: ReadingOptions) {
    reader = SourceReader(reading: reading)
  }

  /// - Throws: a `FileError` for the first file that cannot be read.
  func read(_ arguments: [SystemPath]) throws -> [Evidence.Input] {
    ReadingProgress.shared.expect(files: arguments.count)
    return try arguments.flatMap { try read($0, among: arguments) }
  }

  private func read(
    _ argument: SystemPath, among arguments: [SystemPath]
  ) throws -> [Evidence.Input] {
    let (group, path) = Self.split(argument)
    if path.isFolder { return try read(folder: path, group) }
    do {
      let all = try reader.reading.readAll(path, isForCheck: true).filter { read in
        let kind = ProfileKind(of: read.profile, SnapshotName(path.bytes))
        return reader.kind.map(kind.isCalled) ?? true
      }
      reader.tally.count(all.count)
      return Self.inputs(path, group, all)
    } catch let error as FileError {
      try reader.leaveOut(error.among(arguments))
      return []
    }
  }

  private func read(folder: SystemPath, _ group: String?) throws -> [Evidence.Input] {
    var inputs: [Evidence.Input] = []
    // The folder itself has been counted as one.
    ReadingProgress.shared.expect(files: -1)
    var skipped: [OtherContent] = []
    var scan = try reader.scan(folder) { path, content in
      switch content {
      case .profiles(let found):
        guard let other = try other(found) else { return inputs += try self.inputs(found, group) }
        skipped.append(other)
      case .failure(let error): try reader.leaveOut(error)
      case .other(.unsureText): try refuseProfile(path, OtherContent.unsureText.message)
      case .other: break
      }
    }
    for other in skipped { scan.count(other) }
    try scan.check(folder, kind: reader.kind)
    if !reader.reading.quiet { scan.say(in: folder, isRecursive: reader.reading.recursive) }
    if inputs.isEmpty, let other = skipped.first {
      throw FileError(
        folder.text, "there is no profile in this folder that rules are for: one \(other.message)")
    }
    return inputs
  }

  /// What the profiles of a file in a folder are that a check does not take; nil if it takes them.
  private func other(_ found: FoundProfiles) throws -> OtherContent? {
    if found.all.contains(where: { $0.profile.deltaReason != nil }) { return .difference }
    guard let unasked = found.all.lazy.compactMap(reader.reading.refusal).first else { return nil }
    try refuseProfile(found.path, unasked.description)
    return OtherContent("\(unasked.format) text", unasked.description)
  }

  /// - Throws: why something is no profile that has the name of one, unless `--keep-going` leaves it out.
  private func refuseProfile(_ path: SystemPath, _ reason: String) throws {
    guard SnapshotName(path.bytes).isOfProfile else { return }
    try reader.leaveOut(FileError(path.text, reason))
  }

  private func inputs(_ found: FoundProfiles, _ group: String?) throws -> [Evidence.Input] {
    reader.tally.count(found.all.count)
    let used = try found.all.filter { read in
      try reader.isUsed { try reader.reading.report(read.notes, of: found.path) }
    }
    return Self.inputs(found.path, group, used)
  }

  /// Several profiles in one file are a series in their order.
  private static func inputs(
    _ path: SystemPath, _ group: String?, _ all: [ReadProfile]
  ) -> [Evidence.Input] {
    all.enumerated().map { place, read in
      Evidence.Input(
        file: InputFile.name(of: path), path: path.bytes, group: group,
        number: all.count > 1 ? place + 1 : nil, read: read)
    }
  }

  /// The path of an argument.
  static func path(of argument: SystemPath) -> SystemPath { split(argument).path }

  /// Takes `TYPE=PROFILE` apart; a path that is there is a path, whatever is in it.
  private static func split(_ argument: SystemPath) -> (group: String?, path: SystemPath) {
    let isThere = (try? FileStatus.of(argument)) != nil
    guard !isThere, let sign = argument.bytes.firstIndex(of: UInt8(ascii: "=")), sign > 0 else {
      return (nil, argument)
    }
    let group = SystemPath(argument.bytes[..<sign])
    return (group.text, SystemPath(argument.bytes[(sign + 1)...]))
  }
}
