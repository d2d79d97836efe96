import ArgumentParser

/// `completion`: the shell completions for commands and options.
struct Completion: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "completion", abstract: "Print the shell completions for bash, zsh or fish.",
    discussion: """
      Save the output in a file that your shell reads when it starts:

      Example: pproftool completion bash > ~/.local/share/bash-completion/completions/pproftool
      Zsh, in a folder of $fpath: pproftool completion zsh > ~/.zsh/_pproftool
      Fish: pproftool completion fish > ~/.config/fish/completions/pproftool.fish
      """)

  @Argument(
    help: ArgumentHelp("The shell: bash, zsh or fish.", valueName: "shell"),
    completion: .list(CompletionShell.allCases.map(\.rawValue)))
  var shell: String

  @OptionGroup var output: OutputOptions

  /// Turns `--generate-completion-script SHELL`, an option common to Swift programs, into this command; returns any
  /// other command line unchanged.
  static func withOptionAsCommand(_ arguments: [String]) -> [String] {
    let option = "--generate-completion-script"
    guard let first = arguments.first, arguments.count == (first == option ? 2 : 1) else {
      return arguments
    }
    let shell = first == option ? arguments[1] : String(first.dropFirst(option.count + 1))
    guard first == option || first.hasPrefix(option + "=") else { return arguments }
    return ["completion", shell]
  }

  func validate() throws {
    guard CompletionShell(rawValue: shell) != nil else {
      throw ValidationError("there are completions for bash, zsh and fish, not for '\(shell)'")
    }
  }

  func run() throws {
    guard let shell = CompletionShell(rawValue: shell) else { return }
    try output.write { $0.write(CompletionScript(shell: shell).text) }
  }
}
