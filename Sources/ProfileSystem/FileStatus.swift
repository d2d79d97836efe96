#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system knows of a file.
package struct FileStatus: Equatable, Sendable {
  /// What kind of file it is.
  package enum Kind: Sendable { case regular, folder, link, other }

  package let kind: Kind
  /// Whether it is a pipe or a socket, which somebody writes to.
  package let isPipe: Bool
  /// The permission bits, without those that give another user's rights.
  let permissions: UInt32
  let owner: UInt32
  let group: UInt32
  let device: UInt64
  let node: UInt64
  package let size: Int64
  /// When it was last written, in nanoseconds since 1970.
  package let modified: Int64

  /// Whether nothing says that the file at a path is another than before.
  package func isUnchanged(since before: FileStatus) -> Bool {
    isSameFile(as: before) && size == before.size && modified == before.modified
  }

  /// Whether two paths lead to the same file.
  package func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && node == other.node
  }

  /// The status of a path, of what it links to unless `following` is false; nil when there is none.
  package static func of(
    _ path: SystemPath, following: Bool = true
  ) throws(SystemError) -> FileStatus? {
    var result = stat()
    let status = following ? stat(path.terminated, &result) : lstat(path.terminated, &result)
    if status == 0 { return FileStatus(result) }
    if errno == ENOENT { return nil }
    throw .last
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    isPipe = [S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    permissions = UInt32(status.st_mode & 0o777)
    owner = status.st_uid
    group = status.st_gid
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
