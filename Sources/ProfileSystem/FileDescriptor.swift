#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file.
package struct FileDescriptor: Equatable, Sendable {
  let number: Int32

  package static let standardInput = FileDescriptor(number: 0)
  package static let standardOutput = FileDescriptor(number: 1)
  package static let standardError = FileDescriptor(number: 2)

  /// Opens what is there for reading.
  package static func reading(_ path: SystemPath) throws(SystemError) -> FileDescriptor {
    try opened(path, O_RDONLY, 0)
  }

  /// Opens a regular file for reading; nil for anything else, which may never end, or wait for somebody.
  package static func readingRegular(_ path: SystemPath) throws(SystemError) -> FileDescriptor? {
    // To open a device may do something, so it is looked at before; and after, for it may be another by then.
    guard try FileStatus.of(path)?.kind == .regular else { return nil }
    let file = try opened(path, O_RDONLY | O_NONBLOCK, 0)
    if try file.status().kind == .regular { return file }
    try file.close()
    return nil
  }

  /// Opens what is there for writing and empties it.
  package static func overwriting(_ path: SystemPath) throws(SystemError) -> FileDescriptor {
    try opened(path, O_WRONLY | O_TRUNC, 0)
  }

  /// Makes a file that must not be there yet.
  package static func creating(
    _ path: SystemPath, permissions: UInt32
  ) throws(SystemError) -> FileDescriptor {
    try opened(path, O_WRONLY | O_CREAT | O_EXCL, mode_t(permissions))
  }

  /// Opens a file for writing, and makes it if it is not there.
  package static func keeping(_ path: SystemPath) throws(SystemError) -> FileDescriptor {
    try opened(path, O_WRONLY | O_CREAT, 0o666)
  }

  private static func opened(
    _ path: SystemPath, _ flags: Int32, _ mode: mode_t
  ) throws(SystemError) -> FileDescriptor {
    let name = path.terminated
    let number = retried { open(name, flags | O_CLOEXEC, mode) }
    guard number >= 0 else { throw .last }
    return FileDescriptor(number: number)
  }

  /// Whether a person is at the other end.
  package var isTerminal: Bool { isatty(number) == 1 }

  package func status() throws(SystemError) -> FileStatus {
    var result = stat()
    guard fstat(number, &result) == 0 else { throw .last }
    return FileStatus(result)
  }

  /// The next bytes, at most `count`; none at the end.
  package func read(upTo count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(SystemError) {
        filled = try transfer(POLLIN) { readInto(number, buffer) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The bytes up to the end, however often it takes; of what is longer than a limit the beginning, which is longer, too.
  package func readToEnd(stoppingBeyond limit: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let block = try read(upTo: 64 << 10)
      if block.isEmpty { break }
      bytes += block
    }
    return bytes
  }

  /// The bytes from a place on, at most `count`, however often it takes; fewer only at the end.
  package func read(at offset: Int64, upTo count: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let (position, rest) = (off_t(offset) &+ off_t(bytes.count), count - bytes.count)
      var read = 0
      let block = [UInt8](unsafeUninitializedCapacity: rest) { buffer, filled in
        read = retried { readAt(number, buffer, position) }
        filled = max(0, read)
      }
      if read < 0 { throw .last }
      if block.isEmpty { break }
      if bytes.isEmpty { bytes = block } else { bytes += block }
    }
    return bytes
  }

  /// Writes all of some bytes.
  package func write(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = try transfer(POLLOUT) { rest.withUnsafeBytes { writeFrom(number, $0) } }
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
      _ = poll(&waiting, 1, -1)
    }
  }

  /// Has what was written reach the disk.
  package func sync() throws(SystemError) {
    guard retried({ fsync(number) }) == 0 else { throw .last }
  }

  /// Takes the one lock on the file, which ends with the process; false when another process has it.
  package func lock() throws(SystemError) -> Bool {
    if lockFile(number) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw .last }
    return false
  }

  /// Closes the file; a file on a network may only now say that it could not be written.
  package func close() throws(SystemError) {
    guard closeFile(number) == 0 else { throw .last }
  }

  /// Gives the file another's permissions, and its owner and group as far as that is allowed.
  package func take(permissionsOf other: FileStatus) throws(SystemError) {
    _ = fchown(number, other.owner, other.group)
    guard fchmod(number, mode_t(other.permissions)) == 0 else { throw .last }
  }
}

// Under names of their own, since the methods above hide those of the library.
private func readInto(_ number: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
  read(number, buffer.baseAddress, buffer.count)
}
private func readAt(
  _ number: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ offset: off_t
) -> Int {
  pread(number, buffer.baseAddress, buffer.count, offset)
}
private func writeFrom(_ number: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(number, bytes.baseAddress, bytes.count)
}
private func lockFile(_ number: Int32) -> Int32 { retried { flock(number, LOCK_EX | LOCK_NB) } }
private func closeFile(_ number: Int32) -> Int32 { close(number) }
