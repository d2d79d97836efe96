import ArgumentParser
import ProfileSystem

/// The program: its commands, grouped by purpose.
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

  // `ProgramOptions` removes these options before parsing; they are declared for help, completions and man pages.
  @Option(
    help: """
      When to use colours: auto (on a terminal), always or never. NO_COLOR means never, CLICOLOR_FORCE means always.
      """)
  var color = ProgramOptions.Color.auto

  @Flag(help: "Do not send long reports on a terminal through $PAGER (less -FRX).")
  var noPager = false

  @Flag(help: "Ignore .pproftool.yaml and the variables PPROFTOOL_….")
  var noConfig = false

  /// Without a command, the help goes to standard error, and the status is 2.
  func run() throws {
    try? FileDescriptor.standardError.write(Array(ProgramHelp.text.utf8))
    throw ExitCode(2)
  }

  static func main() {
    ThisProcess.prepareFiles()
    let line = NormalizedLine.current
    ThisProcess.hideCredentials()
    ThisProcess.end(run(line))
  }

  /// Runs a command; returns the exit status: 0 done, 1 a check failed, 2 no answer.
  static func run(_ line: NormalizedLine) -> Int32 {
    var running: (any ParsableCommand.Type)?
    do {
      if let problem = line.program.problem { throw LineProblem(problem) }
      if let page = HelpPage(line.arguments) {
        try OutputFile(path: nil).write { $0.write(page.text) }
        return 0
      }
      if asks(line.arguments, for: "--version") {
        try OutputFile(path: nil).write { $0.write("\(versionText)\n") }
        return 0
      }
      if line.arguments.first == "info", asks(line.arguments, for: "--config") {
        guard line.arguments.count == 2 else {
          throw LineProblem("--config stands alone", line: ["info", "--config"])
        }
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
        after: MisplacedArguments.problem(line.arguments, after: error) ?? error,
        of: running ?? Self.self)
    }
  }

  /// Whether a line has a switch that replaces what its command does.
  private static func asks(_ arguments: [String], for option: String) -> Bool {
    arguments.optionIndices.contains { arguments[$0] == option }
  }

  /// Whether a line reads profiles, so that project settings apply.
  private static func needsProject(_ arguments: [String]) -> Bool {
    guard let first = arguments.first else { return false }
    return !["version", "completion", "schema", "help", "--version"].contains(first)
  }

  private static let quiet: Set = ["-q", "--quiet"]

  /// The parsed command.
  ///
  /// Tries the named subcommand first, which halves start-up: parsing from the root visits every option of every
  /// command. If it fails, `LineCheck` looks for the line that was meant, and then the root parser reports the error.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    if let command = try namedCommand(arguments) { return command }
    try LineCheck.check(arguments)
    return try requireUTF8(try parseAsRoot(arguments), arguments)
  }

  /// The command of a valid line, or of a line without a profile if standard input is given.
  private static func namedCommand(_ arguments: [String]) throws -> (any ParsableCommand)? {
    guard let named = CommandNames.command(named: arguments.first) else { return nil }
    let ignored = try IgnoredOptions.check(arguments)
    func parse(_ arguments: [String]) -> (any ParsableCommand)? {
      guard let command = try? named.parseAsRoot(Array(arguments.dropFirst())),
        type(of: command) == named
      else { return nil }
      return command
    }
    guard let command = parse(arguments) ?? StandardInput.added(to: arguments).flatMap(parse) else {
      return nil
    }
    try RepeatedOptions.check(arguments, of: named)
    for option in ignored where !arguments.contains(where: quiet.contains) {
      Message.print("\(arguments[0]) ignores \(option)")
    }
    return try requireUTF8(command, arguments)
  }

  /// The command; throws if an argument other than a path is not UTF-8.
  private static func requireUTF8(
    _ command: any ParsableCommand, _ arguments: [String]
  ) throws -> any ParsableCommand {
    guard arguments.contains(where: ReversibleText.hasPlaceholder),
      let text = PathArgument.strayText(in: command)
    else { return command }
    throw ValidationError("'\(text)' is not UTF-8, which only file names may be")
  }

  /// Prints an error and returns the exit status. A command with a negative result throws an `ExitCode`.
  ///
  /// - `command`: the command that ran, or the program if none did.
  private static func status(after error: any Error, of command: any ParsableCommand.Type) -> Int32
  {
    if let code = error as? ExitCode { return code.rawValue }
    // The parser makes the whole help of the program to tell what kind of error it is.
    let isOurs = command != Self.self && !(error is ValidationError) && !(error is CleanExit)
    let code = isOurs ? .failure : exitCode(for: error)
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
