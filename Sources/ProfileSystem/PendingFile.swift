/// A file that is written beside the one it will replace.
package struct PendingFile {
  package let file: FileDescriptor
  private let path: SystemPath
  private let target: SystemPath
  private let goesWithProgram: Bool

  /// - Parameters:
  ///   - target: the path that it takes when it is complete.
  ///   - existing: the file that is there already, whose permissions are kept.
  ///   - goesWithProgram: whether it is removed when a signal ends the program, of which it is the only one. A
  ///     library must not take its user's signals.
  /// - Throws: a `SystemError` if no file can be made beside it.
  package init(
    at target: SystemPath, inPlaceOf existing: FileStatus?, goesWithProgram: Bool
  ) throws(SystemError) {
    self.target = target
    self.goesWithProgram = goesWithProgram
    (file, path) = try Self.create(beside: target, isPrivate: existing != nil)
    if goesWithProgram { UnfinishedFile.begin(path) }
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
  package func complete() throws(SystemError) {
    try file.close()
    try FileSystem.rename(path, to: target)
    if goesWithProgram { UnfinishedFile.end() }
  }

  /// Gives the file up.
  package func remove() {
    try? file.close()
    FileSystem.remove(path)
    if goesWithProgram { UnfinishedFile.end() }
  }
}
