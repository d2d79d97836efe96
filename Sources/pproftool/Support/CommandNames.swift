import ArgumentParser
import ProfileSystem

extension Pproftool {
  /// Refuses a first argument that is no command, with the one that may have been meant.
  static func checkCommandName(_ name: String?) throws {
    guard let name, !name.hasPrefix("-"), name != "help", !name.isEmpty else { return }
    let names = configuration.subcommands.flatMap { command in
      [command.configuration.commandName].compactMap { $0 } + command.configuration.aliases
    }
    guard !names.contains(name) else { return }
    if let refusal = ReferenceSwitch.machineCode(name) {
      throw ValidationError("unknown command '\(name)': \(refusal)")
    }
    if (try? FileStatus.of(SystemPath(argument: name))) != nil {
      throw ValidationError("'\(name)' is a file, not a command, as in 'pproftool info \(name)'")
    }
    let near = names.min { distance(name, $0) < distance(name, $1) }
    guard let near, distance(name, near) <= 2 else {
      throw ValidationError("unknown command '\(name)'")
    }
    throw ValidationError("unknown command '\(name)'. Did you mean '\(near)'?")
  }

  /// How many letters must be added, taken away or changed to make one word of another (Levenshtein).
  static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let changed = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
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
