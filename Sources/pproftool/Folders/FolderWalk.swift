import ProfileAnalysis
import ProfileCollecting
import ProfileSystem

/// The files of a folder, or of its whole tree, ordered by the bytes of their paths.
///
/// Links to files count as files; links to folders are not followed, which rules out loops. Memory holds only the
/// names of the current folder and of its parents.
struct FolderWalk {
  /// A found item.
  enum Item {
    /// A file that may be a profile, and whether other file names have the same moment.
    case file(SystemPath, hasSibling: Bool)
    /// A file skipped because of its name or its kind.
    case other(SystemPath, OtherContent)
    /// A folder that cannot be listed.
    case unreadable(SystemPath, SystemError)
  }

  private let isRecursive: Bool
  private var levels: [FolderLevel] = []
  /// The number of folders not entered.
  private(set) var unreadFolders = 0

  /// - Throws: if the folder cannot be listed.
  init(_ folder: SystemPath, isRecursive: Bool) throws(SystemError) {
    self.isRecursive = isRecursive
    levels = [try FolderLevel(folder, isRecursive: isRecursive)]
  }

  /// The next item; nil at the end.
  mutating func next() -> Item? {
    while let last = levels.indices.last {
      guard let entry = levels[last].entries.popLast() else {
        levels.removeLast()
        continue
      }
      if let item = item(entry, in: levels[last]) { return item }
    }
    return nil
  }

  /// The item of an entry; nil for a folder, which is entered or counted, for what collecting keeps for itself, and for
  /// what belongs to a file beside it.
  private mutating func item(_ entry: FolderEntry, in level: FolderLevel) -> Item? {
    let path = level.path.appending(entry.name)
    if CollectedFolder.isOwn(entry.name) { return nil }
    if entry.name.first == UInt8(ascii: ".") { return .other(path, .hidden) }
    switch FolderLevel.kind(entry, path) {
    case .file where Self.isLeftover(entry.name): return .other(path, .leftover)
    case .file where HeaderFile.isOne(path): return nil
    case .file: return .file(path, hasSibling: level.hasSibling(entry))
    case .special: return .other(path, .special)
    case .brokenLink: return .other(path, .brokenLink)
    case .folderLink where isRecursive: return .other(path, .folderLink)
    case .folder, .folderLink: return folder(path)
    }
  }

  private mutating func folder(_ path: SystemPath) -> Item? {
    guard isRecursive else {
      unreadFolders += 1
      return nil
    }
    do throws(SystemError) {
      levels.append(try FolderLevel(path, isRecursive: true))
      return nil
    } catch {
      return .unreadable(path, error)
    }
  }

  /// Whether the name is that of an editor backup or of an unfinished download.
  private static func isLeftover(_ name: [UInt8]) -> Bool {
    let end = String(decoding: name.suffix(5), as: UTF8.self).lowercased()
    return ["~", ".bak", ".swp", ".part", ".tmp"].contains(where: end.hasSuffix)
  }
}

/// A folder on the path of a walk.
struct FolderLevel {
  let path: SystemPath
  /// The entries still to visit, the next one last.
  var entries: [FolderEntry]
  /// Hashes of the moments that several file names share.
  private let shared: Set<Int>

  /// The kind of an entry, or of a link's target.
  enum Kind { case file, folder, folderLink, brokenLink, special }

  /// - Throws: if the folder cannot be listed.
  init(_ path: SystemPath, isRecursive: Bool) throws(SystemError) {
    self.path = path
    var entries = try FileSystem.entries(in: path)
    // Order by whole path: there, a folder's name is followed by a slash, and some bytes sort before a slash.
    if isRecursive, entries.contains(where: { $0.kind == .folder || $0.kind == nil }) {
      entries = entries.map { (key: Self.key($0, in: path), entry: $0) }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.entry)
    }
    shared = Self.shared(by: entries)
    entries.reverse()
    self.entries = entries
  }

  /// Whether other file names have the same moment. A hash collision gives a false yes, which is harmless.
  func hasSibling(_ entry: FolderEntry) -> Bool {
    !shared.isEmpty && shared.contains(SnapshotName(entry.name).moment.hashValue)
  }

  /// The kind of an entry. If the system does not tell, it counts as a file, and reading it gives the reason.
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

  /// Hashes suffice: a collision only means that a file is read twice.
  private static func shared(by entries: [FolderEntry]) -> Set<Int> {
    let moments = entries.map { SnapshotName($0.name).moment.hashValue }.sorted()
    return Set(zip(moments, moments.dropFirst()).filter { $0 == $1 }.map(\.0))
  }
}
