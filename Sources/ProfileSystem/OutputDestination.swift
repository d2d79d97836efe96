/// How the place that output goes to must be written.
package enum OutputDestination: Equatable {
  /// The file that the program was started with.
  case standardOutput
  /// A pipe, a device: something that is written as it is.
  case inPlace(SystemPath)
  /// A file that is written whole and then takes the path, which is no link.
  case anew(SystemPath, existing: FileStatus?)

  /// - Parameter path: nil or `-` for standard output.
  /// - Throws: a `SystemError` if nothing can be written there.
  package init(_ path: SystemPath?) throws(SystemError) {
    guard let path, path != "-" else {
      self = .standardOutput
      return
    }
    let existing = try FileStatus.of(path)
    if existing?.kind == .folder { throw .isFolder }
    if let existing, try existing.isSameFile(as: FileDescriptor.standardOutput.status()) {
      // `/dev/stdout`, whatever it is: opened anew it would be written from its beginning.
      self = .standardOutput
    } else if existing?.kind == .other || Self.isHandOfTheSystem(path) {
      self = .inPlace(path)
    } else {
      let path = try Self.followed(path)
      if existing != nil, !FileSystem.isWritable(path) { throw .accessDenied }
      self = .anew(path, existing: existing)
    }
  }

  /// Whether a path is another name of an open file, which must not be replaced.
  private static func isHandOfTheSystem(_ path: SystemPath) -> Bool {
    path.bytes.starts(with: "/dev/".utf8) || path.bytes.starts(with: "/proc/".utf8)
  }

  /// Where a path leads to in the end, also if there is no file yet.
  private static func followed(_ path: SystemPath) throws(SystemError) -> SystemPath {
    var path = path
    for _ in 0..<40 {
      guard try FileStatus.of(path, following: false)?.kind == .link else { return path }
      let target = try FileSystem.target(ofLink: path)
      path = target.isAbsolute ? target : path.folder.appending(target.bytes)
    }
    throw .tooManyLinks
  }
}
