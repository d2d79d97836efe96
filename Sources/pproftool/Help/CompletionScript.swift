import ArgumentParser

/// What makes a shell complete the program's words: ArgumentParser's script, and what that does not know.
///
/// It does not know that the program takes a file in place of a command, nor on what there is help.
struct CompletionScript {
  let shell: CompletionShell

  var text: String {
    changes.reduce(Pproftool.completionScript(for: shell) + "\n") { script, change in
      script.replacing(change.part, with: change.other)
    }
  }

  /// Each part stands once in the script.
  private typealias Change = (part: String, other: String)

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
