import ProfileFetching
import ProfileSystem

/// A line that names a profile and no command: `pproftool heap.pb.gz`.
enum LoneFile {
  /// The line as one of `info`; nil if it begins with a command, or with what is no profile.
  static func withCommand(_ words: [String]) -> [String]? {
    guard let first = words.first else {
      // `curl … | pproftool`
      return StandardInput.isGiven ? ["info", "-"] : nil
    }
    if first == "--", words.count > 1 { return ["info"] + words }
    guard first == "-" || !first.hasPrefix("-"), !first.isEmpty,
      !CommandNames.isOne(first), first != "help", isProfile(first),
      !words.dropFirst().contains(where: isCommand)
    else { return nil }
    return ["info"] + words
  }

  /// Whether a word stands for a profile: what it names is there, or it is written as only the name of a file is.
  static func isProfile(_ word: String) -> Bool {
    let path = SystemPath(argument: word)
    if word == "-" || ServiceURL.isOne(path) || ServiceURL.isHostAndPort(word) || word.contains("/")
    {
      return true
    }
    return isFile(word) || hasKnownEnding(word) || PathPattern.expanded(path) != [path]
  }

  /// Whether there is a file or a folder of that name.
  static func isFile(_ word: String) -> Bool {
    (try? FileStatus.of(SystemPath(argument: word))) != nil
  }

  /// A command's name behind a file is a command in the wrong place, unless it is a file, too.
  private static func isCommand(_ word: String) -> Bool {
    CommandNames.isOne(word) && !isFile(word)
  }

  private static func hasKnownEnding(_ word: String) -> Bool {
    [".gz", ".pb", ".pprof", ".prof", ".txt", ".folded", ".json"].contains(where: word.hasSuffix)
  }
}

/// What is given to this process on standard input.
enum StandardInput {
  /// Whether it is a pipe or a file, and so something to read; a terminal and /dev/null are not.
  static var isGiven: Bool {
    guard let status = try? FileDescriptor.standardInput.status() else { return false }
    return status.isPipe || status.kind == .regular
  }

  /// The same line with standard input as its profile, for a line that lacks one; nil where it must not be read unasked.
  ///
  /// Of two sides neither is meant more than the other, and a command that runs for long, or reads rules, would wait
  /// for input that nobody knows of.
  static func added(to words: [String]) -> [String]? {
    guard let command = words.first, !silent.contains(command), !words.contains("--test"), isGiven,
      !lacksPattern(words)
    else { return nil }
    return words + ["-"]
  }

  /// Whether what names a file was meant as the profile: the pattern before it is missing, not the profile.
  private static func lacksPattern(_ words: [String]) -> Bool {
    guard let command = CommandNames.command(named: words.first),
      command == Peek.self || command == List.self
    else { return false }
    return CommandFacts.of(command).positions(in: words).contains { LoneFile.isProfile(words[$0]) }
  }

  private static let silent: Set = [
    "collect", "serve", "diff", "compare", "schema", "completion", "version",
  ]
}
