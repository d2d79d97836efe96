#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// This process.
package enum ThisProcess {
  package static var id: Int32 { getpid() }

  /// Who runs it; 0 is root.
  package static var userID: UInt32 { getuid() }

  /// What a variable of the environment says; nil if it is not set.
  package static func environment(_ name: String) -> [UInt8]? {
    getenv(name).map { bytesOfC($0) }
  }

  /// The names of all variables of the environment that begin so.
  package static func environmentNames(beginningWith prefix: String) -> [String] {
    var names: [String] = []
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let text = entry.pointee {
      if strncmp(text, prefix, prefix.utf8.count) == 0 {
        let name = bytesOfC(text).prefix { $0 != UInt8(ascii: "=") }
        names.append(String(decoding: name, as: UTF8.self))
      }
      entry += 1
    }
    return names
  }

  /// The seconds since 1970: only the expiry of suppressions, and what is taken now, may depend on them.
  package static var secondsSince1970: Int64 { Int64(time(nil)) }

  /// A clock that only goes forward, for what a person sees while waiting.
  package static var monotonicSeconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Whether a process of that number runs, whoever's it is.
  package static func isRunning(_ id: Int32) -> Bool { kill(id, 0) == 0 || errno == EPERM }

  /// Ends with a status at once, whatever other threads do.
  package static func endAtOnce(_ status: Int32) -> Never { _exit(status) }

  /// Ends with a status.
  package static func end(_ status: Int32) -> Never { exit(status) }

  /// Opens what of the three standard files is closed, so that no other file takes its number, and has
  /// a file that grows too large reported as any other error.
  package static func prepareFiles() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 {
      // The wrong way round, so that using it fails as it would have failed closed.
      _ = open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends as a program does that writes into a pipe which nobody reads any more: without a word.
  package static func endOfBrokenPipe() -> Never {
    _ = signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(128 + SIGPIPE)
  }
}

/// The file that is to be removed should a signal end the program; a plain pointer, since a handler
/// may do next to nothing.
private nonisolated(unsafe) var unfinishedFile: UnsafeMutablePointer<CChar>?

/// The one file at a time that is being written and not complete yet.
package enum UnfinishedFile {
  /// Has a file removed when a signal ends the program.
  package static func begin(_ path: SystemPath) {
    // Never freed: a handler in another thread may be looking at it.
    unfinishedFile = strdup(path.terminated)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { removeFile(on: number) }
  }

  /// The file is complete, or removed already.
  package static func end() { unfinishedFile = nil }

  /// Takes a signal that would end the program; one that is ignored stays so (`nohup`).
  private static func removeFile(on number: Int32) {
    guard !isIgnored(number) else { return }
    _ = signal(number) { number in
      if let path = unfinishedFile { _ = unlink(path) }
      _ = signal(number, SIG_DFL)
      raise(number)
    }
  }
}

/// Whether a signal does nothing.
func isIgnored(_ number: Int32) -> Bool {
  var now = sigaction()
  guard sigaction(number, nil, &now) == 0 else { return true }
  #if canImport(Darwin)
    let handler = now.__sigaction_u.__sa_handler
  #else
    let handler = now.__sigaction_handler.sa_handler
  #endif
  return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}
