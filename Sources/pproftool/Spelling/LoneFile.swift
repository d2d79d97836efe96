import ProfileFetching
import ProfileSystem

/// A command line with a profile but no command: `pproftool heap.pb.gz`.
enum LoneFile {
  /// The line as an `info` command; nil if it starts with a command, or with something else than a profile.
  static func withCommand(_ arguments: [String]) -> [String]? {
    guard let first = arguments.first else {
      // `curl … | pproftool`
      return StandardInput.isGiven ? ["info", "-"] : nil
    }
    if first == "--", arguments.count > 1 { return ["info"] + arguments }
    guard first == "-" || !first.hasPrefix("-"), !first.isEmpty,
      !CommandNames.isOne(first), first != "help", isProfile(first), !holdsCommand(arguments)
    else { return nil }
    return ["info"] + arguments
  }

  /// Whether a word names a profile: it exists, or it can only be the name of a file.
  static func isProfile(_ word: String) -> Bool {
    let path = SystemPath(argument: word)
    if word == "-" || ServiceURL.isOne(path) || ServiceURL.isHostAndPort(word) || word.contains("/")
    {
      return true
    }
    return isFile(word) || hasKnownEnding(word) || PathPattern.expanded(path) != [path]
  }

  /// Whether a file or a folder of that name exists.
  static func isFile(_ word: String) -> Bool {
    (try? FileStatus.of(SystemPath(argument: word))) != nil
  }

  /// Whether a command is misplaced behind a file: a word that names one, and not also a file.
  private static func holdsCommand(_ arguments: [String]) -> Bool {
    CommandNames.index(in: arguments, where: { !isFile($0) }) != nil
  }

  private static func hasKnownEnding(_ word: String) -> Bool {
    [".gz", ".pb", ".pprof", ".prof", ".txt", ".folded", ".json"].contains(where: word.hasSuffix)
  }
}

/// The standard input of this process.
enum StandardInput {
  /// Whether it is a pipe or a file; a terminal and /dev/null are not input.
  static var isGiven: Bool {
    guard let status = try? FileDescriptor.standardInput.status() else { return false }
    return status.isPipe || status.kind == .regular
  }

  /// The line with standard input as its profile, for a line without one; nil if it must not be read unless asked
  /// for.
  ///
  /// For two sides it is unclear which is meant, and a long-running command, or one that reads rules, would wait for
  /// input that the user does not expect.
  static func added(to arguments: [String]) -> [String]? {
    guard let command = arguments.first, !neverFromStandardInput.contains(command),
      !arguments.contains("--test"), isGiven,
      !lacksPattern(arguments)
    else { return nil }
    return arguments + ["-"]
  }

  /// Whether a given file is the profile, so that the pattern before it is missing.
  private static func lacksPattern(_ arguments: [String]) -> Bool {
    guard let command = CommandNames.command(named: arguments.first),
      command == Peek.self || command == List.self
    else { return false }
    return CommandFacts.of(command).positions(in: arguments).contains {
      LoneFile.isProfile(arguments[$0])
    }
  }

  private static let neverFromStandardInput: Set = [
    "collect", "serve", "diff", "compare", "schema", "completion", "version",
  ]
}
