import ArgumentParser

/// The names of all commands.
enum CommandNames {
  static let inOrder = Pproftool.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  /// Whether a word is the name of a command. It stops at the first match, since every start calls it.
  static func isOne(_ word: String) -> Bool { command(named: word) != nil }

  static func command(named word: String?) -> (any ParsableCommand.Type)? {
    Pproftool.configuration.subcommands.first { $0.configuration.commandName == word }
  }
}

extension CommandConfiguration {
  /// The configuration of a command.
  ///
  /// It names the program as its parent, so that ArgumentParser does not search it for switches that only the program
  /// has: a twentieth of the instructions for a small profile. ArgumentParser has no public way to do this, so the
  /// underscored parameter is used here, and nowhere else.
  static func command(
    _ name: String, abstract: String, discussion: String
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, _superCommandName: "pproftool", abstract: abstract,
      discussion: discussion)
  }
}
