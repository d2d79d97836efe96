import ArgumentParser
import ProfileSystem

extension Pproftool {
  /// Refuses a first argument that is no command, with the one that may have been meant.
  static func checkCommandName(_ name: String?) throws {
    guard let name, !name.hasPrefix("-"), name != "help", !name.isEmpty else { return }
    let names = configuration.subcommands.flatMap { command in
      [command._commandName] + command.configuration.aliases
    }
    guard !names.contains(name) else { return }
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
