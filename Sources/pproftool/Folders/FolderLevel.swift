import ProfileAnalysis
import ProfileSystem

/// A folder that is being walked through.
struct FolderLevel {
  let path: SystemPath
  /// What has not been found yet, the next last.
  var entries: [FolderEntry]
  /// The hashes of moments that several of its files have by their names.
  private let shared: Set<Int>

  /// What an entry of a folder is, or what a link leads to.
  enum Kind { case file, folder, folderLink, brokenLink, special }

  /// - Throws: if the names in the folder cannot be read.
  init(_ path: SystemPath, isRecursive: Bool) throws(SystemError) {
    self.path = path
    var entries = try FileSystem.entries(in: path)
    // A folder's name is followed by a slash in whole paths, and some bytes come before that.
    if isRecursive, entries.contains(where: { $0.kind == .folder || $0.kind == nil }) {
      entries = entries.map { (key: Self.key($0, in: path), entry: $0) }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.entry)
    }
    shared = Self.shared(by: entries)
    entries.reverse()
    self.entries = entries
  }

  /// Whether other files are of the same moment by their names; seldom, it is said of one for which it is not so.
  func hasSibling(_ entry: FolderEntry) -> Bool {
    !shared.isEmpty && shared.contains(SnapshotName(entry.name).moment.hashValue)
  }

  /// What an entry is; what the system does not tell is left to reading, which says why.
  static func kind(_ entry: FolderEntry, _ path: SystemPath) -> Kind {
    switch entry.kind {
    case .regular: return .file
    case .folder: return .folder
    case .other: return .special
    case .link, nil: break
    }
    let isLink = entry.kind == .link || (try? FileStatus.of(path, following: false))?.kind == .link
    switch Result(catching: { () throws(SystemError) in try FileStatus.of(path)?.kind }) {
    case .failure, .success(.regular), .success(.link): return .file
    case .success(.folder): return isLink ? .folderLink : .folder
    case .success(.other): return .special
    case .success(nil): return .brokenLink
    }
  }

  private static func key(_ entry: FolderEntry, in path: SystemPath) -> [UInt8] {
    let isFolder =
      entry.kind == .folder
      || entry.kind == nil && kind(entry, path.appending(entry.name)) == .folder
    return isFolder ? entry.name + [UInt8(ascii: "/")] : entry.name
  }

  /// Hashes are enough, since to take two moments for one costs no more than to read a file twice.
  private static func shared(by entries: [FolderEntry]) -> Set<Int> {
    let moments = entries.map { SnapshotName($0.name).moment.hashValue }.sorted()
    return Set(zip(moments, moments.dropFirst()).filter { $0 == $1 }.map(\.0))
  }
}
