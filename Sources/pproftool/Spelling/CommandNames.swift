import ArgumentParser

/// The names of all commands.
enum CommandNames {
  static let inOrder = Pproftool.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  /// Whether a word is the name of a command. It stops at the first match, since every start calls it.
  static func isOne(_ word: String) -> Bool { command(named: word) != nil }

  /// The index of the first word of a line that names a command, and is not the value of an option.
  ///
  /// - `isMeant`: whether a word of such a name may be one.
  static func index(
    in arguments: [String], where isMeant: (String) -> Bool = { _ in true }
  ) -> Int? {
    arguments.indices.first {
      isOne(arguments[$0]) && isMeant(arguments[$0]) && !isValue($0, in: arguments)
    }
  }

  /// Whether an argument is the value of an option that some command has.
  private static func isValue(_ index: Int, in arguments: [String]) -> Bool {
    guard index > 0, Array(arguments[..<index]).optionIndices.last == index - 1 else {
      return false
    }
    let option = arguments[index - 1]
    return CommandFacts.all.contains { $0.option(option)?.isFlag == false }
  }

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
