import ProfileSystem

/// A command line in the spelling that the commands take.
///
/// What people spell in several ways is brought into one here, before anything is parsed: options of the program itself,
/// the words of `go tool pprof`, and a file without a command.
struct GivenLine: Sendable {
  /// That of this process; asked for before credentials in it are overwritten.
  static let current = GivenLine(ThisProcess.arguments)

  /// The words for a command's parser, its name first.
  let arguments: [String]
  /// What holds for every command.
  let program: ProgramOptions
  /// Whether a file stands there without a command: then `info` says what to do next, too.
  let isFileAlone: Bool

  init(_ given: [String]) {
    var words = given
    program = ProgramOptions(takenFrom: &words)
    words = ReferenceSpelling.rewritten(ShortOptions.separated(words.withEmptyValues))
    let whole = LoneFile.withCommand(words)
    isFileAlone = whole != nil
    arguments = Completion.withOptionAsCommand(Diff.withRunsAsCommand(whole ?? words))
  }
}

extension [String] {
  /// The line with the empty value of `--focus=`, as a script writes it for a variable that is not set, as a word of its
  /// own: the parser would take the next word, which is a file, for the value.
  fileprivate var withEmptyValues: [String] {
    let places = Set(optionPlaces)
    return indices.flatMap { place in
      let word = self[place]
      guard places.contains(place), word.firstIndex(of: "=") == word.indices.last else {
        return [word]
      }
      return [String(word.dropLast()), ""]
    }
  }

  /// The places of the words that may be options: those before `--` that are not the value of an option which takes
  /// whatever comes.
  var optionPlaces: [Int] {
    let end = firstIndex(of: "--") ?? endIndex
    return indices.prefix(end).filter { place in
      self[place].hasPrefix("-") && !(place > 0 && Self.takeAnything.contains(self[place - 1]))
    }
  }

  private static let takeAnything: Set = ["--rename", "--nth"]
}
