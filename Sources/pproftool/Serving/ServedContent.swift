import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileSystem

/// Reads the profiles of a server at start-up.
struct ServedContent {
  let shelf: ProfileShelf
  private var reader: SourceReader
  /// The base to compare with.
  private(set) var base: ServedReports.Sides?
  /// Files that could not be read, one sentence each.
  private(set) var problems: [String] = []

  init(_ shelf: ProfileShelf, _ reading: ReadingOptions, _ list: NameList?) {
    (self.shelf, reader) = (shelf, SourceReader(reading: reading, list: list))
  }

  /// - Throws: a `FileError` for a file that cannot be read, or for a folder without a profile.
  mutating func read(_ paths: [SystemPath], base: SystemPath?, diffBase: SystemPath?) throws {
    reader = try reader.choosing(paths)
    for path in paths.flatMap(PathPattern.expanded) {
      if path.isFolder { try read(source: .folder(path)) } else { try read(file: path) }
    }
    if let list = reader.list { try read(source: .list(list)) }
    guard let path = base ?? diffBase else { return }
    if path.isFolder {
      throw FileError(
        path.text,
        "is a folder, but the base is one profile; choose it on the page of both folders: "
          + ShellLine.running(["serve"] + (paths + [path]).map(ShellLine.argument)))
    }
    let number = (shelf.entries.last?.number ?? 0) + 1
    try shelf.add(path)
    self.base = .init(base: number, isDiffBase: diffBase != nil)
  }

  private mutating func read(file path: SystemPath) throws {
    let (selection, name) = (reader.selection ?? .all, InputFile.name(of: path))
    let decision = selection.decision(path, in: nil)
    do {
      if decision != .exclude,
        try shelf.add(path, where: { try selection.includes(decision, $0, of: name) })
      {
        return
      }
    } catch let error as FileError {
      guard reader.reading.keepGoing else { throw error }
      return leaveOut(error)
    }
    problems.append("\(name): is not among the selected profiles")
    reader.printNotSelected([path], of: 1)
  }

  private mutating func leaveOut(_ error: FileError) {
    problems.append("\(error)")
    Message.print("\(error) (left out)")
  }

  /// Adds the profiles of a folder or a list, newest first.
  private mutating func read(source: FileSource) throws {
    var found: [(profiles: FoundProfiles, status: FileStatus, time: Int64)] = []
    let scan = try reader.scan(source) { path, content in
      switch content {
      case .profiles(let profiles):
        guard let status = try? FileStatus.of(path) else {
          return leaveOut(FileError(path.text, "no longer exists"))
        }
        found.append((profiles, status, Self.time(of: profiles)))
      case .failure(let error): leaveOut(error)
      case .other(let other): problems.append("\(path.text): \(other.message)")
      }
    }
    try scan.check(source, kind: reader.kind, reader.selection)
    guard !found.isEmpty else {
      throw FileError(source.name, "no profile in this \(source.noun) could be read")
    }
    for each in found.sorted(by: { $0.time > $1.time }) { shelf.add(each.profiles, each.status) }
  }

  private static func time(of found: FoundProfiles) -> Int64 {
    let own = found.all.map(\.profile.header.timeNanos).max() ?? 0
    return own != 0 ? own : SnapshotName(found.path.bytes).time ?? 0
  }
}
