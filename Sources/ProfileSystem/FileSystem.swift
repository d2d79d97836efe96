#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names in folders.
package enum FileSystem {
  /// Gives a file another name, in place of what has that name.
  package static func rename(_ old: SystemPath, to new: SystemPath) throws(SystemError) {
    guard renameFile(old.terminated, new.terminated) == 0 else { throw .last }
  }

  /// What lies directly in a folder, in the order of the bytes of its names, whatever those are.
  package static func entries(in path: SystemPath) throws(SystemError) -> [FolderEntry] {
    guard let folder = opendir(path.terminated) else { throw .last }
    defer { closedir(folder) }
    var entries: [FolderEntry] = []
    errno = 0
    while let entry = readdir(folder) {
      // The name is copied before the next call takes the entry away.
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard name != [dot], name != [dot, dot] else { continue }
      entries.append(FolderEntry(name: name, kind: kind(entry.pointee.d_type)))
    }
    guard errno == 0 else { throw .last }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private static let dot = UInt8(ascii: ".")

  private static func kind(_ type: UInt8) -> FileStatus.Kind? {
    switch Int(type) {
    case Int(DT_UNKNOWN): nil
    case Int(DT_REG): .regular
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    default: .other
    }
  }

  /// The folder that relative paths begin in; the shell's name for it, should it know another.
  package static func currentFolder() throws(SystemError) -> SystemPath {
    if let name = ThisProcess.environment("PWD").map({ SystemPath($0) }), name.isAbsolute,
      let status = try? FileStatus.of(name), let here = try FileStatus.of("."),
      status.isSameFile(as: here)
    {
      return name
    }
    guard let path = getcwd(nil, 0) else { throw .last }
    defer { free(path) }
    return SystemPath(bytesOfC(path))
  }

  /// Whether a name matches a shell's pattern; a leading dot only matches a dot.
  package static func matches(_ name: SystemPath, pattern: SystemPath) -> Bool {
    fnmatch(pattern.terminated, name.terminated, FNM_PERIOD) == 0
  }

  /// Makes a folder unless it is there.
  ///
  /// - Returns: whether it was not.
  @discardableResult
  package static func make(folder path: SystemPath) throws(SystemError) -> Bool {
    if mkdir(path.terminated, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw .last }
    return false
  }

  /// Makes a folder that is new, and whose content only its owner reads.
  package static func makePrivateFolder(
    in folder: SystemPath, named name: String
  ) throws(SystemError) -> SystemPath {
    var pattern = folder.appending("\(name).XXXXXX").terminated
    guard mkdtemp(&pattern) != nil else { throw .last }
    return SystemPath(pattern.dropLast().map { UInt8(bitPattern: $0) })
  }

  /// Makes a folder and those above it, unless they are there.
  ///
  /// - Returns: those that were made, the deepest first.
  @discardableResult
  package static func make(folders path: SystemPath) throws(SystemError) -> [SystemPath] {
    var whole: [UInt8] = path.isAbsolute ? [slash] : []
    var made: [SystemPath] = []
    for part in path.bytes.split(separator: slash) {
      whole += part
      let folder = SystemPath(whole)
      if try make(folder: folder) { made.insert(folder, at: 0) }
      whole.append(slash)
    }
    return made
  }

  /// Removes folders that are empty, one after the other.
  package static func remove(emptyFolders paths: [SystemPath]) {
    for path in paths where rmdir(path.terminated) != 0 { return }
  }

  private static let slash = UInt8(ascii: "/")

  /// Gives a file another name that nothing has yet.
  ///
  /// - Throws: `.exists` when something has that name.
  package static func rename(_ old: SystemPath, toNew new: SystemPath) throws(SystemError) {
    do throws(SystemError) {
      try link(old, to: new)
      remove(old)
    } catch  where error != .exists {
      // Some file systems have no links.
      guard try FileStatus.of(new, following: false) == nil else { throw .exists }
      try rename(old, to: new)
    }
  }

  /// Gives a file a second name.
  package static func link(_ old: SystemPath, to new: SystemPath) throws(SystemError) {
    guard linkFile(old.terminated, new.terminated) == 0 else { throw .last }
  }

  package static func remove(_ path: SystemPath) { _ = unlink(path.terminated) }

  package static func isReadable(_ path: SystemPath) -> Bool { access(path.terminated, R_OK) == 0 }

  package static func isExecutable(_ path: SystemPath) -> Bool {
    access(path.terminated, X_OK) == 0
  }

  package static func isWritable(_ path: SystemPath) -> Bool { access(path.terminated, W_OK) == 0 }

  /// The path of a file without links and dots; nil if there is none.
  package static func resolved(_ path: SystemPath) -> SystemPath? {
    guard let resolved = realpath(path.terminated, nil) else { return nil }
    defer { free(resolved) }
    return SystemPath(bytesOfC(resolved))
  }

  /// What a symbolic link says.
  package static func target(ofLink path: SystemPath) throws(SystemError) -> SystemPath {
    var text = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = text.withUnsafeMutableBytes { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return readlink(path.terminated, start, buffer.count)
    }
    guard length >= 0 else { throw .last }
    return SystemPath(text.prefix(length))
  }
}

/// A name in a folder.
package struct FolderEntry: Sendable {
  package let name: [UInt8]
  /// What it is, a link not followed; nil where the file system does not say.
  package let kind: FileStatus.Kind?
}

/// The bytes of a text of C.
func bytesOfC(_ text: UnsafePointer<CChar>) -> [UInt8] {
  Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
}

private func linkFile(_ old: [CChar], _ new: [CChar]) -> Int32 { link(old, new) }
private func renameFile(_ old: [CChar], _ new: [CChar]) -> Int32 { rename(old, new) }
