import ProfileSystem

/// A folder or a list: a source whose files are not named one by one.
enum FileSource {
  case folder(SystemPath)
  case list(NameList)

  /// The name for messages.
  var name: String {
    switch self {
    case .folder(let path): path.text
    case .list(let list): list.name
    }
  }

  /// The noun for messages.
  var noun: String {
    switch self {
    case .folder: "folder"
    case .list: "list"
    }
  }

  /// The length of the folder's path with a final slash, which is what all its files begin with; nil for a list.
  var length: Int? {
    guard case .folder(let path) = self else { return nil }
    return path.appending("").bytes.count
  }

  /// Whether a file may come from this source.
  func contains(_ path: SystemPath) -> Bool {
    switch self {
    case .list: true
    case .folder(let folder): path.bytes.starts(with: folder.appending("").bytes)
    }
  }

  /// The command-line arguments that name it, quoted for a shell.
  var arguments: String {
    switch self {
    case .folder(let path): ShellLine.text([ShellLine.argument(path)])
    case .list(let list): ShellLine.text(["--files-from", ShellLine.argument(list.path)])
    }
  }
}

/// The items of a source, one at a time.
struct SourceWalk {
  private let isRecursive: Bool
  private var folder: FolderWalk?
  private var list: NameList?
  private var unreadBefore = 0

  /// - Throws: a `FileError` if the source cannot be listed.
  init(_ source: FileSource, isRecursive: Bool) throws {
    self.isRecursive = isRecursive
    switch source {
    case .list(let list): self.list = list
    case .folder(let path):
      do { folder = try FolderWalk(path, isRecursive: isRecursive) } catch {
        throw FileError(path.text, error)
      }
    }
  }

  /// The number of folders not entered.
  var unreadFolders: Int { unreadBefore + (folder?.unreadFolders ?? 0) }

  /// The next item; nil at the end.
  ///
  /// - Throws: a `FileError` for a list that cannot be read.
  mutating func next() throws -> FolderWalk.Item? {
    while true {
      if let item = folder?.next() { return item }
      guard let name = try list?.next() else { return nil }
      guard name.path.isFolder else { return .file(name.path, hasSibling: name.hasSibling) }
      if let unreadable = enter(name.path) { return unreadable }
    }
  }

  /// Continues in a folder named by a list; returns an item only if the folder cannot be listed.
  private mutating func enter(_ path: SystemPath) -> FolderWalk.Item? {
    (unreadBefore, folder) = (unreadFolders, nil)
    do throws(SystemError) {
      folder = try FolderWalk(path, isRecursive: isRecursive)
      return nil
    } catch {
      return .unreadable(path, error)
    }
  }
}
