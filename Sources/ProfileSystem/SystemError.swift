#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call of the system that failed.
package struct SystemError: Error, Equatable, CustomStringConvertible {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// Whether the disk or the user's share of it is full.
  package var isLackOfSpace: Bool { code == ENOSPC || code == EDQUOT }

  package static let exists = SystemError(code: EEXIST)
  package static let accessDenied = SystemError(code: EACCES)
  package static let brokenPipe = SystemError(code: EPIPE)
  package static let isFolder = SystemError(code: EISDIR)
  package static let notFolder = SystemError(code: ENOTDIR)
  package static let notThere = SystemError(code: ENOENT)
  package static let refused = SystemError(code: ECONNREFUSED)
  package static let tooManyLinks = SystemError(code: ELOOP)
  /// There is no thread to be had, or no memory for one.
  package static let noThread = SystemError(code: EAGAIN)

  /// What failed last in this thread.
  package static var last: SystemError { SystemError(code: errno) }

  /// The system's own words, for example `no such file or directory`.
  package var description: String {
    // The text belongs to the system and is copied before anything else is called.
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// Makes a call again as long as a signal interrupts it.
func retried<Result: BinaryInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
