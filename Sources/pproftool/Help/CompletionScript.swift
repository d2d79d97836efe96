import ArgumentParser

/// The shell completion script: that of ArgumentParser, with additions.
///
/// ArgumentParser does not know that the program accepts a file in place of a command, nor the topics of `help`.
struct CompletionScript {
  let shell: CompletionShell

  var text: String {
    changes.reduce(Pproftool.completionScript(for: shell) + "\n") { script, change in
      script.replacing(change.part, with: change.replacement)
    }
  }

  /// Each part occurs once in the script.
  private typealias Change = (part: String, replacement: String)

  private static let topics =
    (CommandNames.inOrder + HelpTopic.allCases.map(\.rawValue)).joined(separator: " ")

  private var changes: [Change] {
    switch shell {
    case .bash:
      let commands = " help' -- \"${cur}\"))\n"
      let help = "_pproftool_help() {\n"
      return [
        (commands, "\(commands)        __pproftool_add_completions -f\n"),
        (help, "\(help)    COMPREPLY+=($(compgen -W '\(Self.topics)' -- \"${cur}\"))\n"),
      ]
    case .zsh:
      let commands = "        _describe -V subcommand subcommands && ret=0\n"
      return [
        (commands, "\(commands)        _files && ret=0\n"),
        ("'*:subcommands:'", "'*:subcommands:(\(Self.topics))'"),
      ]
    default:
      let first = "complete -c 'pproftool' -f\n"
      let offer = "complete -c 'pproftool' -n '__pproftool_should_offer_completions_for_positional"
      return [
        (
          first,
          "\(first)\(offer) \"pproftool\" -eq 1' -F\n"
            + "\(offer) \"pproftool help\" -ge 1' -fa '\(Self.topics)'\n"
        )
      ]
    }
  }
}
