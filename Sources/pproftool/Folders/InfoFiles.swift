import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileSystem

/// What there is to say of some files and of all that lies in some folders and lists, one after the other.
struct InfoFiles {
  private let reader: SourceReader
  /// Whether one line is enough for a profile in a folder.
  private let isForPeople: Bool
  /// What is wrong with the first folder that has a file which should be a profile, or that has none.
  private(set) var error: FileError?
  private(set) var isEmpty = true

  /// What is done with each item; none is kept here.
  typealias Emit = (InfoReport.Item) -> Void

  init(_ reader: SourceReader, isForPeople: Bool) {
    (self.reader, self.isForPeople) = (reader, isForPeople)
  }

  /// - Throws: a `FileError` for a file or folder that cannot be read.
  mutating func add(_ paths: [SystemPath], _ emit: Emit) throws {
    for path in paths {
      do { try add(path, emit) } catch let error as FileError { throw error.among(paths) }
    }
    if let list = reader.list { try add(place: .list(list), emit) }
  }

  private mutating func add(_ path: SystemPath, _ emit: Emit) throws {
    if path.isFolder { return try add(place: .folder(path), emit) }
    var single = reader
    single.list = nil
    var entries: [InfoReport.Entry] = []
    _ = try single.forEach([path]) { path, read in
      let facts = reader.selection?.facts(of: path, in: nil)
      entries.append(InfoReport.Entry(name: InputFile.name(of: path), read: read, facts: facts))
    }
    for entry in entries { say(.profile(entry), emit) }
  }

  private mutating func say(_ item: InfoReport.Item, _ emit: Emit) {
    isEmpty = false
    emit(item)
  }

  private mutating func add(place: SourcePlace, _ emit: Emit) throws {
    var failure: FileError?
    let scan = try reader.scan(place) { path, content in
      switch content {
      case .profiles(let found): add(found, in: place, emit)
      case .other(let other):
        say(
          .other(name: path.text, kind: other.name, message: other.message, isWrong: false), emit)
      case .failure(let error):
        say(
          .other(
            name: path.text, kind: error.content?.kind.name, message: error.reason, isWrong: true),
          emit)
        if reader.reading.keepGoing { reader.tally.leaveOut() } else { failure = failure ?? error }
      }
    }
    say(.summary(scan.summary(of: place)), emit)
    do { try scan.check(place, kind: reader.kind, reader.selection) } catch let error as FileError {
      failure = failure ?? error
    }
    error = error ?? failure
  }

  private mutating func add(_ found: FoundProfiles, in place: SourcePlace, _ emit: Emit) {
    reader.tally.count(found.all.count)
    let facts = reader.selection?.facts(of: found.path, in: place)
    for (index, read) in found.all.enumerated() {
      let name = found.path.text + (found.all.count > 1 ? ", number \(index + 1)" : "")
      say(
        isForPeople
          ? .line(InfoLine(name: name, kind: found.kind.name, read))
          : .profile(InfoReport.Entry(name: name, read: read, facts: facts)),
        emit)
    }
  }
}

extension FolderScan {
  /// `snapshots: 3 heap, 2 goroutine; no profiles: 3 web pages, 1 empty file`.
  fileprivate func summary(of place: SourcePlace) -> String {
    let profiles = kinds.isEmpty ? "no profile" : kinds.text
    var parts = skipped.isEmpty ? [] : [skipped.text]
    if failures > 0 { parts.append(failures == 1 ? "1 error" : "\(failures) errors") }
    if foldersLeft > 0 { parts.append("\(foldersText) not looked into (--recursive)") }
    return "\(place.name): \(([profiles] + parts).joined(separator: "; "))"
  }
}
