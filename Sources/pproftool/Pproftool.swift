import ArgumentParser
import ProfileSystem

/// The program: its commands in groups, by what a person wants to do.
@main
struct Pproftool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pproftool",
    abstract: "Read, convert, report and compare pprof profiles, and check them for leaks.",
    discussion: """
      A profile is a file, a folder, an address (http://…/debug/pprof/heap) or - for standard input; its format is found by \
      its content. Reports \
      have colours on a terminal, unless the variable NO_COLOR is set.

      Example: pproftool info heap.pb.gz
      What is read: pproftool help formats
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
      CommandGroup(name: "Install", subcommands: [Completion.self]),
    ])

  /// Without a command there is no answer: the help goes to standard error.
  func run() throws {
    try? FileDescriptor.standardError.write(Array((Self.helpMessage() + "\n").utf8))
    throw ExitCode(2)
  }

  static func main() {
    ThisProcess.prepareFiles()
    let arguments = ThisProcess.arguments
    ThisProcess.hideCredentials()
    ThisProcess.end(run(arguments))
  }

  /// Runs a command and gives the exit status: 0 done, 1 a check failed, 2 no answer.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      if let topic = HelpTopic(arguments) {
        try OutputFile(path: nil).write { $0.write(topic.text) }
        return 0
      }
      var command = try parsed(Diff.withRunsAsCommand(arguments))
      try command.run()
      return 0
    } catch {
      return status(after: error)
    }
  }

  /// The command that the arguments ask for.
  ///
  /// A command is asked by its name first, which halves the time to start: to go through the program
  /// takes a look at every option of every command. What it does not like is left to the program, which
  /// knows how to say it. Each command's configuration names the program, so that it is not searched for
  /// switches that only the program has: a twentieth of the instructions for a small profile.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    try ReferenceSwitch.check(arguments)
    // Help is a command too, and must be the program's to name the whole line.
    if let named = configuration.subcommands.first(where: {
      $0.configuration.commandName == arguments.first
    }),
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
    {
      return try withTexts(command, arguments)
    }
    try checkCommandName(arguments.first { $0 != "help" })
    return try withTexts(try parseAsRoot(arguments), arguments)
  }

  /// The command, unless a text that it was given is no UTF-8, as only names of files may be.
  private static func withTexts(
    _ command: any ParsableCommand, _ arguments: [String]
  ) throws -> any ParsableCommand {
    guard arguments.contains(where: ReversibleText.hasPlaceholder),
      let text = PathArgument.strayText(in: command)
    else { return command }
    throw ValidationError("'\(text)' is no UTF-8, which only the name of a file may be")
  }

  /// Says what went wrong. A command that has an answer but not a good one throws an `ExitCode`.
  private static func status(after error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    let code = exitCode(for: error)
    do {
      guard code == .success else { throw error }
      try OutputFile(path: nil).write { $0.write(fullMessage(for: error) + "\n") }
      return 0
    } catch {
      Message.print(code == .validationFailure ? usageError(error) : CommandWording.text(of: error))
      return 2
    }
  }
}
