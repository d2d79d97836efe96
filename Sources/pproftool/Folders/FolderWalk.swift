import ProfileAnalysis
import ProfileSystem

/// The files of a folder, or of all folders below it too, in the order of the bytes of their whole paths.
///
/// Links to files are files; links to folders are not followed, so that there is no loop. Only the names of one
/// folder and of those above it are held.
struct FolderWalk {
  /// What is found.
  enum Item {
    /// A file that may be a profile; whether its name says that others are of the same moment.
    case file(SystemPath, hasSibling: Bool)
    /// A file that is passed over for its name or for what it is.
    case other(SystemPath, OtherContent)
    /// A folder whose names cannot be read.
    case unreadable(SystemPath, SystemError)
  }

  private let isRecursive: Bool
  private var levels: [FolderLevel] = []
  /// How many folders were not looked into.
  private(set) var foldersLeft = 0

  /// - Throws: if the names in the folder cannot be read.
  init(_ folder: SystemPath, isRecursive: Bool) throws(SystemError) {
    self.isRecursive = isRecursive
    levels = [try FolderLevel(folder, isRecursive: isRecursive)]
  }

  /// The next thing that is found; nil at the end.
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

  /// What an entry is; nil for a folder, which is entered or counted.
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
      foldersLeft += 1
      return nil
    }
    do throws(SystemError) {
      levels.append(try FolderLevel(path, isRecursive: true))
      return nil
    } catch {
      return .unreadable(path, error)
    }
  }

  /// What editors and downloads leave behind.
  private static func isLeftover(_ name: [UInt8]) -> Bool {
    let end = String(decoding: name.suffix(5), as: UTF8.self).lowercased()
    return ["~", ".bak", ".swp", ".part", ".tmp"].contains(where: end.hasSuffix)
  }
}
