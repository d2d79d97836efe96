import ProfileSystem

/// A command line, normalized to the spelling that the commands parse.
///
/// Everything that can be written in several ways is rewritten here, before anything is parsed: options of the
/// program itself, the switches of `go tool pprof`, and a file without a command.
struct NormalizedLine: Sendable {
  /// The command line of this process; first read before the credentials in it are overwritten.
  static let current = NormalizedLine(ThisProcess.arguments)

  /// The arguments for the parser, the command first.
  let arguments: [String]
  /// The options of every command.
  let program: ProgramOptions
  /// Whether a file is given without a command; then `info` also suggests next steps.
  let isLoneFile: Bool

  init(_ given: [String]) {
    var rest = given
    program = ProgramOptions(removedFrom: &rest)
    rest = PprofSpelling.rewritten(ShortOptions.separated(rest.withEmptyValues))
    let withCommand = LoneFile.withCommand(rest)
    isLoneFile = withCommand != nil
    arguments = Completion.withOptionAsCommand(Diff.withRunsAsCommand(withCommand ?? rest))
  }
}

extension [String] {
  /// The line with the empty value of `--focus=`, as a script writes it for an unset variable, as a separate
  /// argument. Otherwise the parser would use the next argument, a file, as the value.
  fileprivate var withEmptyValues: [String] {
    let options = Set(optionIndices)
    return indices.flatMap { index in
      let word = self[index]
      guard options.contains(index), word.firstIndex(of: "=") == word.indices.last else {
        return [word]
      }
      return [String(word.dropLast()), ""]
    }
  }

  /// The indices of arguments that may be options: those before `--` that are not the value of an option which
  /// accepts any value.
  var optionIndices: [Int] {
    let end = firstIndex(of: "--") ?? endIndex
    return indices.prefix(end).filter { index in
      self[index].hasPrefix("-") && !(index > 0 && Self.acceptingAnything.contains(self[index - 1]))
    }
  }

  private static let acceptingAnything: Set = ["--rename", "--nth"]
}
