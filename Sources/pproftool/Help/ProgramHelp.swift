import ArgumentParser

/// The help of the program: description, commands, and where to find more.
enum ProgramHelp {
  static var text: String {
    let facts = CommandFacts.of(Pproftool.self)
    let options = facts.options.map { ($0.usages, $0.help) }
    var text = """
      \(facts.abstract)

      Usage: pproftool COMMAND [OPTIONS] PROFILE…
             pproftool PROFILE             what it contains, and what to try next

      \(HelpText.wrapped(facts.discussion))

      """
    for group in Pproftool.configuration.groupedSubcommands {
      let commands = group.subcommands.map {
        ($0.configuration.commandName ?? "", $0.configuration.abstract)
      }
      text += "\n\(group.name):\n" + HelpText.table(commands)
    }
    text += "\nOptions of every command:\n" + HelpText.table(options)
    text += "\nMore:\n" + HelpText.table(more)
    return text
  }

  private static var more: [(String, String)] {
    [("pproftool COMMAND --help", "common options of a command; --help-all shows all")]
      + HelpTopic.allCases.map { ("pproftool help \($0.rawValue)", $0.abstract) }
  }
}
