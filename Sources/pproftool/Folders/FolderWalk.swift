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
  private var levels: [Level] = []
  /// How many folders were not looked into.
  private(set) var foldersLeft = 0

  /// - Throws: if the names in the folder cannot be read.
  init(_ folder: SystemPath, isRecursive: Bool) throws(SystemError) {
    self.isRecursive = isRecursive
    levels = [try Level(folder, isRecursive: isRecursive)]
  }

  /// The next thing that is found; nil at the end.
  mutating func next() -> Item? {
    while let last = levels.indices.last {
      guard let entry = levels[last].entries.popFirst() else {
        levels.removeLast()
        continue
      }
      if let item = item(entry, levels[last].path.appending(entry.name)) { return item }
    }
    return nil
  }

  /// What an entry is; nil for a folder, which is entered or counted.
  private mutating func item(_ entry: Level.Entry, _ path: SystemPath) -> Item? {
    if entry.name.first == UInt8(ascii: ".") { return .other(path, .hidden) }
    switch entry.kind {
    case .file where Self.isLeftover(entry.name): return .other(path, .leftover)
    case .file: return .file(path, hasSibling: entry.hasSibling)
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
      levels.append(try Level(path, isRecursive: true))
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

extension FolderWalk {
  /// A folder that is being walked through.
  private struct Level {
    let path: SystemPath
    var entries: ArraySlice<Entry>

    enum Kind { case file, folder, folderLink, brokenLink, special }

    struct Entry {
      let name: [UInt8]
      let kind: Kind
      var hasSibling = false
    }

    init(_ path: SystemPath, isRecursive: Bool) throws(SystemError) {
      self.path = path
      var entries = try FileSystem.entries(in: path).map { entry in
        Entry(name: entry.name, kind: Self.kind(entry, path.appending(entry.name)))
      }
      // A folder's name is followed by a slash in whole paths, and some bytes come before that.
      if isRecursive, entries.contains(where: { $0.kind == .folder }) {
        entries.sort { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
      }
      Self.markSiblings(&entries)
      self.entries = entries[...]
    }

    private static func key(_ entry: Entry) -> [UInt8] {
      entry.kind == .folder ? entry.name + [UInt8(ascii: "/")] : entry.name
    }

    /// Links are what they lead to; what cannot be asked is left to reading, which says why.
    private static func kind(_ entry: FolderEntry, _ path: SystemPath) -> Kind {
      switch entry.kind {
      case .regular: return .file
      case .folder: return .folder
      case .other: return .special
      case .link, nil: break
      }
      let isLink =
        entry.kind == .link || (try? FileStatus.of(path, following: false))?.kind == .link
      switch Result(catching: { () throws(SystemError) in try FileStatus.of(path)?.kind }) {
      case .failure, .success(.regular), .success(.link): return .file
      case .success(.folder): return isLink ? .folderLink : .folder
      case .success(.other): return .special
      case .success(nil): return .brokenLink
      }
    }

    /// Marks files whose names tell the same moment; by hashes, since an equal one does no harm.
    private static func markSiblings(_ entries: inout [Entry]) {
      let moments = entries.map { SnapshotName($0.name).moment.hashValue }
      var counts: [Int: Int] = [:]
      for moment in moments { counts[moment, default: 0] += 1 }
      for (index, moment) in moments.enumerated() {
        entries[index].hasSibling = counts[moment].map { $0 > 1 } ?? false
      }
    }
  }
}
