import ProfileSystem

/// Where files are found that nobody has named one by one.
enum SourcePlace {
  case folder(SystemPath)
  case list(NameList)

  /// What a person calls it.
  var name: String {
    switch self {
    case .folder(let path): path.text
    case .list(let list): list.name
    }
  }

  /// What it is called in a sentence.
  var noun: String {
    switch self {
    case .folder: "folder"
    case .list: "list"
    }
  }

  /// How long the folder is, its last slash included, that what is found lies below; of a list nil.
  var length: Int? {
    guard case .folder(let path) = self else { return nil }
    return path.appending("").bytes.count
  }

  /// Whether a file may have been found in it.
  func holds(_ path: SystemPath) -> Bool {
    switch self {
    case .list: true
    case .folder(let folder): path.bytes.starts(with: folder.appending("").bytes)
    }
  }

  /// The arguments that name it.
  var arguments: String {
    switch self {
    case .folder(let path): path.text
    case .list(let list): "--files-from \(list.path.text)"
    }
  }
}

/// What is found in a place, one after the other.
struct PlaceWalk {
  private let isRecursive: Bool
  private var folder: FolderWalk?
  private var list: NameList?
  private var left = 0

  /// - Throws: a `FileError` if the names cannot be read.
  init(_ place: SourcePlace, isRecursive: Bool) throws {
    self.isRecursive = isRecursive
    switch place {
    case .list(let list): self.list = list
    case .folder(let path):
      do { folder = try FolderWalk(path, isRecursive: isRecursive) } catch {
        throw FileError(path.text, error)
      }
    }
  }

  /// How many folders were not looked into.
  var foldersLeft: Int { left + (folder?.foldersLeft ?? 0) }

  /// The next thing that is found; nil at the end.
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

  /// Goes on in a folder that a list names; what is wrong with it, if something is.
  private mutating func enter(_ path: SystemPath) -> FolderWalk.Item? {
    (left, folder) = (foldersLeft, nil)
    do throws(SystemError) {
      folder = try FolderWalk(path, isRecursive: isRecursive)
      return nil
    } catch {
      return .unreadable(path, error)
    }
  }
}
