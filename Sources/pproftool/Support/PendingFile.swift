import ProfileSystem

/// A file that is written beside the one it will replace.
struct PendingFile {
  let file: FileDescriptor
  private let path: SystemPath
  private let target: SystemPath

  /// - Parameter existing: the file that is there already, whose permissions are kept.
  init(at target: SystemPath, inPlaceOf existing: FileStatus?) throws(SystemError) {
    self.target = target
    (file, path) = try Self.create(beside: target, isPrivate: existing != nil)
    UnfinishedFile.begin(path)
    guard let existing else { return }
    do throws(SystemError) {
      try file.take(permissionsOf: existing)
    } catch {
      remove()
      throw error
    }
  }

  /// Makes a file under a name that nothing has yet.
  private static func create(
    beside target: SystemPath, isPrivate: Bool
  ) throws(SystemError) -> (FileDescriptor, SystemPath) {
    var attempt = 0
    while true {
      let path = target.folder.appending(".pproftool-\(ThisProcess.id)-\(attempt)")
      do throws(SystemError) {
        return (try .creating(path, permissions: isPrivate ? 0o600 : 0o666), path)
      } catch .exists where attempt < 100 {
        attempt += 1
      }
    }
  }

  /// Gives the file the name it was made for.
  func complete() throws(SystemError) {
    try file.close()
    try FileSystem.rename(path, to: target)
    UnfinishedFile.end()
  }

  /// Gives the file up.
  func remove() {
    try? file.close()
    FileSystem.remove(path)
    UnfinishedFile.end()
  }
}
