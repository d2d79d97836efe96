import ProfileAnalysis
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

  /// The item of an entry; nil for a folder, which is entered or counted.
  private mutating func item(_ entry: FolderEntry, in level: FolderLevel) -> Item? {
    let path = level.path.appending(entry.name)
    if entry.name.first == UInt8(ascii: ".") { return .other(path, .hidden) }
    switch FolderLevel.kind(entry, path) {
    case .file where Self.isLeftover(entry.name): return .other(path, .leftover)
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
