#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command that is run for somebody.
package enum ChildProcess {
  package enum Ending: Equatable, Sendable {
    case status(Int32)
    case signal(Int32)
    /// It took too long and was killed, with all that it had started.
    case timeLimit
  }

  /// How often it is looked whether a command has ended, in microseconds.
  private static let interval: UInt32 = 20_000

  /// Runs a line of the shell, whose standard input is a file.
  ///
  /// - `limit`: seconds.
  /// - Throws: why it cannot be started.
  package static func run(
    shell line: String, input: SystemPath, limit: Double
  ) throws(SystemError) -> Ending {
    let process = try start(["/bin/sh", "-c", line], input)
    let end = ThisProcess.monotonicSeconds + limit
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return ending(status) }
      if ended < 0, errno != EINTR { throw .last }
      if ThisProcess.monotonicSeconds > end {
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
        return .timeLimit
      }
      usleep(interval)
    }
  }

  /// Starts a program that goes its own way, found by its name; nothing it says is heard.
  ///
  /// - Throws: why it cannot be started.
  package static func start(_ program: String, _ arguments: [String]) throws(SystemError) {
    _ = try start([program] + arguments, nothing, isHeard: false)
  }

  private static let nothing: SystemPath = "/dev/null"

  /// - `words`: the program, found by its name, and its arguments.
  private static func start(
    _ words: [String], _ input: SystemPath, isHeard: Bool = true
  ) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var (actions, attributes) = (posix_spawn_file_actions_t(nil), posix_spawnattr_t(nil))
    #else
      var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, input.terminated, O_RDONLY, 0)
    if !isHeard {
      posix_spawn_file_actions_addopen(&actions, 2, nothing.terminated, O_WRONLY, 0)
    }
    // What it writes goes where this program's messages go: standard output may be data.
    posix_spawn_file_actions_adddup2(&actions, 2, 1)
    // A group of its own, so that all of it can be killed, and signals as they are by default.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    let texts: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
    defer { for text in texts { free(text) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, words[0], &actions, &attributes, texts + [nil], environ)
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }

  /// As `WIFEXITED` and its kin read it, which Swift does not see.
  private static func ending(_ status: Int32) -> Ending {
    status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}
