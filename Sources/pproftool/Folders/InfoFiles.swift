import ProfileModel
import ProfileReports
import ProfileSystem

/// What there is to say of some files and of all that lies in some folders.
struct InfoFiles {
  private let reader: SourceReader
  /// Whether one line is enough for a profile in a folder.
  private let isForPeople: Bool
  private(set) var items: [InfoReport.Item] = []
  /// What is wrong with the first folder that has a file which should be a profile, or that has none.
  private(set) var error: FileError?

  init(_ reader: SourceReader, isForPeople: Bool) {
    (self.reader, self.isForPeople) = (reader, isForPeople)
  }

  /// - Throws: a `FileError` for a file or folder that cannot be read.
  mutating func add(_ paths: [SystemPath]) throws {
    for path in paths {
      do { try add(path) } catch let error as FileError { throw error.among(paths) }
    }
  }

  private mutating func add(_ path: SystemPath) throws {
    if path.isFolder { return try add(folder: path) }
    _ = try reader.forEach([path]) { path, read in
      items.append(.profile(InfoReport.Entry(name: InputFile.name(of: path), read: read)))
    }
  }

  private mutating func add(folder: SystemPath) throws {
    var failure: FileError?
    let scan = try reader.scan(folder) { path, content in
      switch content {
      case .profiles(let found): add(found)
      case .other(let other):
        items.append(
          .other(name: path.text, kind: other.name, message: other.message, isWrong: false))
      case .failure(let error):
        items.append(
          .other(
            name: path.text, kind: error.content?.kind.name, message: error.reason, isWrong: true))
        if reader.reading.keepGoing { reader.tally.leaveOut() } else { failure = failure ?? error }
      }
    }
    items.append(.summary(scan.summary(of: folder)))
    do { try scan.check(folder, kind: reader.kind) } catch let error as FileError {
      failure = failure ?? error
    }
    error = error ?? failure
  }

  private mutating func add(_ found: FoundProfiles) {
    reader.tally.count(found.all.count)
    for (index, read) in found.all.enumerated() {
      let name = found.path.text + (found.all.count > 1 ? ", number \(index + 1)" : "")
      items.append(
        isForPeople
          ? .line(InfoLine(name: name, kind: found.kind.name, read))
          : .profile(InfoReport.Entry(name: name, read: read)))
    }
  }
}

extension FolderScan {
  /// `snapshots: 3 heap, 2 goroutine; no profiles: 3 web pages, 1 empty file`.
  fileprivate func summary(of folder: SystemPath) -> String {
    let profiles = kinds.isEmpty ? "no profile" : kinds.text
    var parts = skipped.isEmpty ? [] : [skipped.text]
    if failures > 0 { parts.append(failures == 1 ? "1 error" : "\(failures) errors") }
    if foldersLeft > 0 { parts.append("\(foldersText) not looked into (--recursive)") }
    return "\(folder.text): \(([profiles] + parts).joined(separator: "; "))"
  }
}
