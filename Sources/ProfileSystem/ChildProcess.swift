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
    try wait(for: try start(["/bin/sh", "-c", line], input), limit)
  }

  /// Waits until a program has ended, and ends it when that takes more than so many seconds.
  static func wait(for process: pid_t, _ limit: Double) throws(SystemError) -> Ending {
    let end = ThisProcess.monotonicSeconds + limit
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return ending(status) }
      if ended < 0, errno != EINTR { throw .last }
      if ThisProcess.monotonicSeconds > end {
        stop(process: process)
        return .timeLimit
      }
      usleep(interval)
    }
  }

  /// Kills a program, with all that it had started.
  static func stop(process: pid_t) {
    var status: Int32 = 0
    kill(-process, SIGKILL)
    _ = retried { waitpid(process, &status, 0) }
  }

  /// Starts a program that goes its own way, found by its name; nothing it says is heard.
  ///
  /// - `limit`: for how many seconds it is watched.
  /// - Returns: how it ended in that time; nil if it goes on.
  /// - Throws: why it cannot be started.
  package static func start(
    _ program: String, _ arguments: [String], watchedFor limit: Double
  ) throws(SystemError) -> Ending? {
    let process = try start([program] + arguments, nothing, isHeard: false)
    let end = ThisProcess.monotonicSeconds + limit
    while ThisProcess.monotonicSeconds < end {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { return ending(status) }
      usleep(interval)
    }
    return nil
  }

  private static let nothing: SystemPath = "/dev/null"

  /// - `words`: the program, found by its name, and its arguments.
  private static func start(
    _ words: [String], _ input: SystemPath, isHeard: Bool = true
  ) throws(SystemError) -> pid_t {
    try spawn(words.map { SystemPath($0) }) { actions in
      posix_spawn_file_actions_addopen(&actions, 0, input.terminated, O_RDONLY, 0)
      if !isHeard { muteMessages(&actions) }
      // What it writes goes where this program's messages go: standard output may be data.
      posix_spawn_file_actions_adddup2(&actions, 2, 1)
    }
  }

  /// Has nobody see what a program writes to its standard error.
  static func muteMessages(_ actions: inout posix_spawn_file_actions_t) {
    posix_spawn_file_actions_addopen(&actions, 2, nothing.terminated, O_WRONLY, 0)
  }

  /// Starts a program in a group of its own, so that all of it can be killed, with signals as they are by default.
  ///
  /// - `words`: the program, found by its name, and its arguments.
  /// - `ownsTerminal`: whether it stays in the group of this program, so that it may read from the terminal.
  /// - `connect`: says what its standard files are.
  static func spawn(
    _ words: [SystemPath], ownsTerminal: Bool = false,
    _ connect: (inout posix_spawn_file_actions_t) -> Void
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
    connect(&actions)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    var usual = sigset_t()
    sigemptyset(&usual)
    for number in ownsTerminal ? [SIGINT, SIGPIPE] : [] { sigaddset(&usual, number) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    let group = ownsTerminal ? 0 : POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(
      &attributes, Int16(group | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let texts: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word.terminated) }
    defer { for text in texts { free(text) } }
    let name = words.first?.terminated ?? [0]
    var process: pid_t = 0
    let code = posix_spawnp(&process, name, &actions, &attributes, texts + [nil], environ)
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }

  /// As `WIFEXITED` and its kin read it, which Swift does not see.
  static func ending(_ status: Int32) -> Ending {
    status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }
}
