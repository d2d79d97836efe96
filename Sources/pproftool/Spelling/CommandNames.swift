import ArgumentParser

/// The names of all commands.
enum CommandNames {
  static let inOrder = Pproftool.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  /// Whether a word is the name of a command; it looks no further than the command, for every start asks.
  static func isOne(_ word: String) -> Bool { command(named: word) != nil }

  static func command(named word: String?) -> (any ParsableCommand.Type)? {
    Pproftool.configuration.subcommands.first { $0.configuration.commandName == word }
  }
}

extension CommandConfiguration {
  /// How a command of the program presents itself.
  ///
  /// Each names the program, so that it is not searched for switches that only the program has: a twentieth of the
  /// instructions for a small profile. There is no other way to say it, so that the underscored name stands
  /// here, and nowhere else.
  static func command(
    _ name: String, abstract: String, discussion: String
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, _superCommandName: "pproftool", abstract: abstract,
      discussion: discussion)
  }
}
