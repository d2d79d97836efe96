// The one file of this program that names the system's C library: files and signals.

private import CStart

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A call of the system that failed.
struct SystemError: Error, Equatable, CustomStringConvertible {
  let code: Int32

  static let exists = SystemError(code: EEXIST)
  static let accessDenied = SystemError(code: EACCES)
  static let brokenPipe = SystemError(code: EPIPE)
  static let isFolder = SystemError(code: EISDIR)
  static let tooManyLinks = SystemError(code: ELOOP)

  /// What failed last in this thread.
  fileprivate static var last: SystemError { SystemError(code: errno) }

  /// The system's own words, for example `no such file or directory`.
  var description: String {
    // The text belongs to the system and is copied before anything else is called.
    let words = unsafe String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

/// What the system knows of a file.
struct FileStatus: Equatable {
  enum Kind { case regular, folder, link, other }
  let kind: Kind
  /// The permission bits, without those that give another user's rights.
  let permissions: UInt32
  let owner: UInt32
  let group: UInt32
  let device: UInt64
  let node: UInt64
  let size: Int64

  /// Whether two paths lead to the same file.
  func isSameFile(as other: FileStatus) -> Bool { device == other.device && node == other.node }

  /// The status of a path, of what it links to unless `following` is false; nil when there is none.
  static func of(_ path: String, following: Bool = true) throws(SystemError) -> FileStatus? {
    var result = stat()
    let status = unsafe following ? stat(path, &result) : lstat(path, &result)
    if status == 0 { return FileStatus(result) }
    if errno == ENOENT { return nil }
    throw .last
  }

  fileprivate init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    permissions = UInt32(status.st_mode & 0o777)
    owner = status.st_uid
    group = status.st_gid
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
  }
}

/// An open file.
struct FileDescriptor: Equatable, Sendable {
  let number: Int32

  static let standardInput = FileDescriptor(number: 0)
  static let standardOutput = FileDescriptor(number: 1)
  static let standardError = FileDescriptor(number: 2)

  static func reading(_ path: String) throws(SystemError) -> FileDescriptor {
    try opened(path, O_RDONLY, 0)
  }

  /// Opens what is there for writing and empties it.
  static func overwriting(_ path: String) throws(SystemError) -> FileDescriptor {
    try opened(path, O_WRONLY | O_TRUNC, 0)
  }

  /// Makes a file that must not be there yet.
  static func creating(_ path: String, permissions: UInt32) throws(SystemError) -> FileDescriptor {
    try opened(path, O_WRONLY | O_CREAT | O_EXCL, mode_t(permissions))
  }

  private static func opened(
    _ path: String, _ flags: Int32, _ mode: mode_t
  ) throws(SystemError) -> FileDescriptor {
    let number = retried { unsafe open(path, flags | O_CLOEXEC, mode) }
    guard number >= 0 else { throw .last }
    return FileDescriptor(number: number)
  }

  var isTerminal: Bool { isatty(number) == 1 }

  func status() throws(SystemError) -> FileStatus {
    var result = stat()
    guard unsafe fstat(number, &result) == 0 else { throw .last }
    return FileStatus(result)
  }

  /// The next bytes, at most `count`; none at the end.
  func read(upTo count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(SystemError) {
        filled = try transfer(POLLIN) { unsafe readInto(number, buffer) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all of some bytes.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = try transfer(POLLOUT) {
        unsafe rest.withUnsafeBytes { unsafe writeFrom(number, $0) }
      }
      rest = rest.dropFirst(written)
    }
  }

  /// One call that reads or writes; waits where the file was set not to wait, as a shared pipe may be.
  private func transfer(_ event: Int32, _ call: () -> Int) throws(SystemError) -> Int {
    while true {
      let count = retried(call)
      if count >= 0 { return count }
      guard errno == EAGAIN else { throw .last }
      var waiting = pollfd(fd: number, events: Int16(event), revents: 0)
      _ = unsafe poll(&waiting, 1, -1)
    }
  }

  /// Closes the file; a file on a network may only now say that it could not be written.
  func close() throws(SystemError) {
    guard closeFile(number) == 0 else { throw .last }
  }

  /// Gives the file another's permissions, and its owner and group as far as that is allowed.
  func take(permissionsOf other: FileStatus) throws(SystemError) {
    _ = fchown(number, other.owner, other.group)
    guard fchmod(number, mode_t(other.permissions)) == 0 else { throw .last }
  }
}

// Under names of their own, since the methods above hide those of the library.
private func readInto(_ number: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
  unsafe read(number, buffer.baseAddress, buffer.count)
}
private func writeFrom(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(number, bytes.baseAddress, bytes.count)
}
private func closeFile(_ number: Int32) -> Int32 { close(number) }

/// Makes a call again as long as a signal interrupts it.
private func retried<Result: BinaryInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

/// Names in folders.
enum FileSystem {
  /// Gives a file another name, in place of what has that name.
  static func rename(_ old: String, to new: String) throws(SystemError) {
    guard renameFile(old, new) == 0 else { throw .last }
  }

  /// The beginning of a path up to its last `/`; empty for a plain name.
  static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)])
  }

  /// The names in a folder, sorted by their bytes; names that are not UTF-8 are left out.
  static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw .last }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // The name is copied before the next call takes the entry away.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let name, name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The folder that relative paths begin in; the shell's name for it, should it know another.
  static func currentFolder() throws(SystemError) -> String {
    if let name = ThisProcess.environment("PWD"), name.hasPrefix("/"),
      let status = try? FileStatus.of(name), let here = try FileStatus.of("."),
      status.isSameFile(as: here)
    {
      return name
    }
    guard let path = unsafe getcwd(nil, 0) else { throw .last }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  /// Whether a name matches a shell's pattern; a leading dot only matches a dot.
  static func matches(_ name: String, pattern: String) -> Bool {
    unsafe fnmatch(pattern, name, FNM_PERIOD) == 0
  }

  /// The path of a name in a folder.
  static func path(of name: String, in folder: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  static func make(folder path: String) throws(SystemError) {
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last }
  }

  static func remove(_ path: String) { _ = unsafe unlink(path) }

  static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// What a symbolic link says.
  static func target(ofLink path: String) throws(SystemError) -> String {
    var text = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let length = unsafe text.withUnsafeMutableBytes { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      return unsafe readlink(path, start, buffer.count)
    }
    guard length >= 0 else { throw .last }
    return String(decoding: text.prefix(length), as: UTF8.self)
  }
}

private func renameFile(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }

/// This process.
enum ThisProcess {
  static var id: Int32 { getpid() }

  /// What was given after the program's name.
  static var arguments: [String] {
    let count = cstart_argument_count()
    guard count > 0 else { return Array(CommandLine.arguments.dropFirst()) }
    return (1..<max(1, count)).map { unsafe String(cString: cstart_argument($0)) }
  }

  /// What a variable of the environment says; nil if it is not set.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// The seconds since 1970: only the expiry of suppressions may depend on them.
  static var secondsSince1970: Int64 { Int64(time(nil)) }

  /// A clock that only goes forward, for what a person sees while waiting.
  static var monotonicSeconds: Double {
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  static func end(_ status: Int32) -> Never { exit(status) }

  /// Opens what of the three standard files is closed, so that no other file takes its number, and has
  /// a file that grows too large reported as any other error.
  static func prepareFiles() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 {
      // The wrong way round, so that using it fails as it would have failed closed.
      _ = unsafe open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends as a program does that writes into a pipe which nobody reads any more: without a word.
  static func endOfBrokenPipe() -> Never {
    _ = signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(128 + SIGPIPE)
  }
}

/// The file that is to be removed should a signal end the program; a plain pointer, since a handler
/// may do next to nothing.
private nonisolated(unsafe) var unfinishedFile: UnsafeMutablePointer<CChar>?

/// The one file at a time that is being written and not complete yet.
enum UnfinishedFile {
  /// Has a file removed when a signal ends the program.
  static func begin(_ path: String) {
    // Never freed: a handler in another thread may be looking at it.
    unsafe unfinishedFile = strdup(path)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { removeFile(on: number) }
  }

  /// The file is complete, or removed already.
  static func end() { unsafe unfinishedFile = nil }

  /// Takes a signal that would end the program; one that is ignored stays so (`nohup`).
  private static func removeFile(on number: Int32) {
    var before = sigaction()
    guard unsafe sigaction(number, nil, &before) == 0, !before.isIgnored else { return }
    _ = signal(number) { number in
      if let path = unsafe unfinishedFile { _ = unsafe unlink(path) }
      _ = signal(number, SIG_DFL)
      raise(number)
    }
  }
}

extension sigaction {
  /// Whether the signal does nothing.
  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
      let handler = unsafe __sigaction_u.__sa_handler
    #else
      let handler = unsafe __sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
