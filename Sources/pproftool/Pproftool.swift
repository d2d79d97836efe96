import ArgumentParser
import ProfileSystem

/// The program: its commands in groups, by what a person wants to do.
@main
struct Pproftool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pproftool",
    abstract: "Read, report on, compare and convert pprof profiles, and check them for leaks.",
    discussion: """
      A profile is a file, a folder, a URL (http://…/debug/pprof/heap) or standard input (- or a pipe). Its format is \
      detected from its content. The name of the output file (-o x.json) selects the output format.
      """,
    version: versionText,
    groupedSubcommands: [
      CommandGroup(
        name: "Report",
        subcommands: [
          Info.self, Goroutines.self, Top.self, Tree.self, Peek.self, List.self, Traces.self,
          Tags.self, Raw.self, Comments.self,
        ]),
      CommandGroup(
        name: "Draw", subcommands: [FlameGraphCommand.self, View.self, Dot.self, Callgrind.self]),
      CommandGroup(name: "Show", subcommands: [Serve.self, ReportCommand.self]),
      CommandGroup(name: "Compare and check", subcommands: [Diff.self, Compare.self, Check.self]),
      CommandGroup(name: "Save", subcommands: [Collect.self]),
      CommandGroup(
        name: "Convert",
        subcommands: [Convert.self, Merge.self, Rows.self, FoldedCommand.self, SchemaCommand.self]),
      CommandGroup(name: "Program", subcommands: [VersionCommand.self, Completion.self]),
    ])

  // They are taken out of the line before this is parsed (see `ProgramOptions`), and stand here for help, completions and
  // man pages.
  @Option(
    help: """
      When to use colours: auto (on a terminal), always or never. NO_COLOR means never, CLICOLOR_FORCE means always.
      """)
  var color = ProgramOptions.Color.auto

  @Flag(help: "Do not send long reports on a terminal through $PAGER (less -FRX).")
  var noPager = false

  @Flag(help: "Ignore .pproftool.yaml and the variables PPROFTOOL_….")
  var noConfig = false

  /// Without a command there is no answer: the help goes to standard error.
  func run() throws {
    try? FileDescriptor.standardError.write(Array(ProgramHelp.text.utf8))
    throw ExitCode(2)
  }

  static func main() {
    ThisProcess.prepareFiles()
    let line = GivenLine.current
    ThisProcess.hideCredentials()
    ThisProcess.end(run(line))
  }

  /// Runs a command and gives the exit status: 0 done, 1 a check failed, 2 no answer.
  static func run(_ line: GivenLine) -> Int32 {
    var running: (any ParsableCommand.Type)?
    do {
      if let problem = line.program.problem { throw LineProblem(problem) }
      if let page = HelpPage(line.arguments) {
        try OutputFile(path: nil).write { $0.write(page.text) }
        return 0
      }
      if line.arguments == ["info", "--config"] {
        try ProjectSettings.check(isQuiet: false)
        try OutputFile(path: nil).write { $0.write(ProjectSettings.current.text) }
        return 0
      }
      if needsProject(line.arguments) {
        try ProjectSettings.check(isQuiet: line.arguments.contains(where: quiet.contains))
      }
      var command = try parsed(line.arguments)
      running = type(of: command)
      try command.run()
      return 0
    } catch {
      return status(
        after: SwappedArguments.problem(line.arguments, after: error) ?? error,
        of: running ?? Self.self)
    }
  }

  /// Whether a line reads profiles, for which a project says something.
  private static func needsProject(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    return !["version", "completion", "schema", "help", "--version"].contains(first)
  }

  private static let quiet: Set = ["-q", "--quiet"]

  /// The command that the arguments ask for.
  ///
  /// A command is asked by its name first, which halves the time to start: to go through the program
  /// takes a look at every option of every command. What it does not like is looked at closer by `LineCheck`, which
  /// knows which line was meant, and then left to the program. Each command's configuration names the program, so that it
  /// is not searched for switches that only the program has: a twentieth of the instructions for a small profile.
  private static func parsed(_ words: [String]) throws -> any ParsableCommand {
    if let command = try namedCommand(words) { return command }
    try LineCheck.check(words)
    return try withTexts(try parseAsRoot(words), words)
  }

  /// The command of a line that is right, or that lacks a profile only and has standard input.
  private static func namedCommand(_ words: [String]) throws -> (any ParsableCommand)? {
    guard let named = CommandNames.command(named: words.first) else { return nil }
    let passed = try IgnoredOptions.check(words)
    func parse(_ words: [String]) -> (any ParsableCommand)? {
      guard let command = try? named.parseAsRoot(Array(words.dropFirst())),
        type(of: command) == named
      else { return nil }
      return command
    }
    guard let command = parse(words) ?? StandardInput.added(to: words).flatMap(parse) else {
      return nil
    }
    for option in passed where !words.contains(where: quiet.contains) {
      Message.print("\(words[0]) ignores \(option)")
    }
    return try withTexts(command, words)
  }

  /// The command, unless a text that it was given is no UTF-8, as only names of files may be.
  private static func withTexts(
    _ command: any ParsableCommand, _ arguments: [String]
  ) throws -> any ParsableCommand {
    guard arguments.contains(where: ReversibleText.hasPlaceholder),
      let text = PathArgument.strayText(in: command)
    else { return command }
    throw ValidationError("'\(text)' is not UTF-8, which only file names may be")
  }

  /// Says what went wrong. A command that has an answer but not a good one throws an `ExitCode`.
  ///
  /// - `command`: the command that ran, or the program if none did.
  private static func status(after error: any Error, of command: any ParsableCommand.Type) -> Int32
  {
    if let code = error as? ExitCode { return code.rawValue }
    let code = exitCode(for: error)
    do {
      guard code == .success else { throw error }
      try OutputFile(path: nil).write { $0.write(fullMessage(for: error) + "\n") }
      return 0
    } catch {
      Message.print(
        code == .validationFailure ? usageError(error, of: command) : CommandWording.text(of: error)
      )
      return 2
    }
  }
}
