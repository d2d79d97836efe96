import ArgumentParser

/// Options with one value that a line gives several times.
///
/// The parser would take the last value. Which one was meant is unknown: `go tool pprof` takes the first.
enum RepeatedOptions {
  /// Options that are meant to be repeated, and mostly are.
  static let intended: Set = [
    "--assert", "--rules", "--baseline", "--before", "--after", "--header",
  ]

  /// - Throws: a `LineProblem` for the first option with two different values.
  static func check(_ arguments: [String], of command: any ParsableCommand.Type) throws {
    // Facts cost milliseconds, and most lines repeat nothing.
    let names = arguments.optionIndices.map { ShortOptions.longName(arguments[$0]) }
      .filter { !intended.contains($0) }
    guard Set(names).count < names.count else { return }
    let facts = CommandFacts.of(command)
    var values: [String: String] = [:]
    for (option, value) in facts.choices(in: arguments) where !option.isRepeating {
      let name = ShortOptions.longName(option.name)
      if let other = values.updateValue(value, forKey: name), other != value {
        throw LineProblem(
          "\(name) takes one value, found '\(other)' and '\(value)'", help: facts.name)
      }
    }
  }
}

extension CommandFacts {
  /// The options on a line that have a value, with their values.
  fileprivate func choices(in arguments: [String]) -> [(option: OptionFacts, value: String)] {
    var choices: [(option: OptionFacts, value: String)] = []
    var end = 0
    for index in arguments.optionIndices where index >= end {
      let word = arguments[index]
      let name = word.prefix { $0 != "=" }
      guard let option = option(name), !option.isFlag else { continue }
      if name.count < word.count {
        choices.append((option, String(word.dropFirst(name.count + 1))))
      } else if let value = arguments.dropFirst(index + 1).first {
        choices.append((option, value))
        end = index + 2
      }
    }
    return choices
  }
}
