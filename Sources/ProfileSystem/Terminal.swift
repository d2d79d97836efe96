#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal that output goes to.
package enum Terminal {
  /// How many lines it shows; nil if it does not say.
  package static var lineCount: Int? {
    var size = winsize()
    guard ioctl(FileDescriptor.standardOutput.number, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0
    else { return nil }
    return Int(size.ws_row)
  }
}

/// A program that shows what it is given page by page, on the terminal of this one.
package struct PagerProcess {
  private let process: pid_t
  /// Where it reads; writing there fails once a person has seen enough.
  package let input: FileDescriptor

  /// Starts a line of the shell.
  ///
  /// While it runs, an interrupt is the pager's alone, and a closed pipe is an error as any other.
  ///
  /// - `variables`: what is set in its environment unless it is there.
  /// - Throws: why it cannot be started.
  package init(shell line: String, variables: [(name: String, value: String)]) throws(SystemError) {
    for (name, value) in variables { setenv(name, value, 0) }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .last }
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGINT, SIG_IGN)
    do {
      let (readEnd, writeEnd) = (ends[0], ends[1])
      process = try ChildProcess.spawn(["/bin/sh", "-c", SystemPath(line)], ownsTerminal: true) {
        actions in
        posix_spawn_file_actions_adddup2(&actions, readEnd, 0)
        posix_spawn_file_actions_addclose(&actions, readEnd)
        posix_spawn_file_actions_addclose(&actions, writeEnd)
      }
    } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    close(ends[0])
    input = FileDescriptor(number: ends[1])
  }

  /// Ends what it reads, waits until the person has seen enough, and gives how it ended.
  package func finish() -> ChildProcess.Ending {
    try? input.close()
    var status: Int32 = 0
    _ = retried { waitpid(process, &status, 0) }
    _ = signal(SIGINT, SIG_DFL)
    return ChildProcess.ending(status)
  }
}
