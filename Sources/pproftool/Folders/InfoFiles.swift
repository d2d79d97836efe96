import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileSystem

/// The items of an info report: for files, and for all files in folders and lists, one at a time.
struct InfoFiles {
  private let reader: SourceReader
  /// Whether a profile in a folder gets a single line.
  private let isForPeople: Bool
  /// The first error: a folder with a file that should be a profile, or without any profile.
  private(set) var error: FileError?
  private(set) var isEmpty = true

  /// Receives each item; none is stored here.
  typealias Emit = (InfoReport.Item) -> Void

  init(_ reader: SourceReader, isForPeople: Bool) {
    (self.reader, self.isForPeople) = (reader, isForPeople)
  }

  /// - Throws: a `FileError` if a file or folder cannot be read.
  mutating func add(_ paths: [SystemPath], _ emit: Emit) throws {
    for path in paths {
      do { try add(path, emit) } catch let error as FileError { throw error.among(paths) }
    }
    if let list = reader.list { try add(source: .list(list), emit) }
  }

  private mutating func add(_ path: SystemPath, _ emit: Emit) throws {
    if path.isFolder { return try add(source: .folder(path), emit) }
    var single = reader
    single.list = nil
    var entries: [InfoReport.Entry] = []
    _ = try single.forEach([path]) { path, read in
      let facts = reader.selection?.facts(of: path, in: nil)
      entries.append(InfoReport.Entry(name: InputFile.name(of: path), read: read, facts: facts))
    }
    for entry in entries { send(.profile(entry), emit) }
  }

  private mutating func send(_ item: InfoReport.Item, _ emit: Emit) {
    isEmpty = false
    emit(item)
  }

  private mutating func add(source: FileSource, _ emit: Emit) throws {
    var failure: FileError?
    let scan = try reader.scan(source) { path, content in
      switch content {
      case .profiles(let found): add(found, in: source, emit)
      case .other(let other):
        send(
          .other(name: path.text, kind: other.name, message: other.message, isWrong: false), emit)
      case .failure(let error):
        send(
          .other(
            name: path.text, kind: error.content?.kind.name, message: error.reason, isWrong: true),
          emit)
        if reader.reading.keepGoing { reader.tally.leaveOut() } else { failure = failure ?? error }
      }
    }
    send(.summary(scan.summary(of: source)), emit)
    do { try scan.check(source, kind: reader.kind, reader.selection) } catch let error as FileError
    {
      failure = failure ?? error
    }
    error = error ?? failure
  }

  private mutating func add(_ found: FoundProfiles, in source: FileSource, _ emit: Emit) {
    reader.tally.count(found.all.count)
    let facts = reader.selection?.facts(of: found.path, in: source)
    for (index, read) in found.all.enumerated() {
      let name = found.path.text + (found.all.count > 1 ? ", number \(index + 1)" : "")
      send(
        isForPeople
          ? .line(InfoLine(name: name, kind: found.kind.name, read))
          : .profile(InfoReport.Entry(name: name, read: read, facts: facts)),
        emit)
    }
  }
}

extension FolderScan {
  /// `snapshots: 3 heap, 2 goroutine; no profiles: 3 web pages, 1 empty file`.
  fileprivate func summary(of source: FileSource) -> String {
    let profiles = kinds.isEmpty ? "no profile" : kinds.text
    var parts = skipped.isEmpty ? [] : [skipped.text]
    if failures > 0 { parts.append(failures.counted("error")) }
    if unreadFolders > 0 { parts.append("\(unreadFoldersText) not read without --recursive") }
    return "\(source.name): \(([profiles] + parts).joined(separator: "; "))"
  }
}
