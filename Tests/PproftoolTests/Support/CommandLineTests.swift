import ArgumentParser
import Testing

@testable import pproftool

@Suite struct CommandLineTests {
  /// What is said of a command line; nil if nothing is wrong with it.
  private func complaint(about line: String) -> String? {
    let arguments = line.split(separator: " ").map(String.init)
    do {
      try Pproftool.checkCommandName(arguments.first)
      _ = try Pproftool.parseAsRoot(arguments)
      return nil
    } catch {
      return Pproftool.usageError(error)
    }
  }

  static let wrong: [(line: String, message: String)] = [
    ("convrt x", "unknown command 'convrt'. Did you mean 'convert'? (see 'pproftool --help')"),
    ("zebra x", "unknown command 'zebra' (see 'pproftool --help')"),
    ("/ x", "'/' is a file, not a command, as in 'pproftool info /' (see 'pproftool --help')"),
    ("info", "missing expected argument '<profile> ...' (see 'pproftool info --help')"),
    (
      "info --formt json x",
      "unknown option '--formt'. Did you mean '--format'? (see 'pproftool info --help')"
    ),
    (
      "top --format JSO x",
      "the value 'JSO' is invalid for '--format <format>'. Please provide one of text, json, ndjson, "
        + "csv, markdown, pprof (see 'pproftool top --help')"
    ),
    ("info - -", "standard input (-) can be read only once (see 'pproftool info --help')"),
    (
      "info --max-size 3x a",
      "the value '3x' is invalid for '--max-size <bytes>': expected a number of bytes, as in 512MB or "
        + "8GiB (see 'pproftool info --help')"
    ),
    ("convert a b", "unexpected argument 'b' (see 'pproftool convert --help')"),
  ]

  @Test(arguments: wrong)
  func aWrongLineIsExplainedOnOneLine(_ line: String, _ message: String) {
    #expect(complaint(about: line) == message)
  }

  @Test func everyCommandHasAnExample() {
    for command in Pproftool.configuration.subcommands {
      let example = "Example: pproftool \(command._commandName) "
      #expect(command.configuration.discussion.contains(example), "\(command)")
    }
  }

  static let distances: [(left: String, right: String, distance: Int)] = [
    ("", "", 0), ("top", "top", 0), ("tpo", "top", 2), ("to", "top", 1), ("", "info", 4),
    ("kitten", "sitting", 3),
  ]

  @Test(arguments: distances)
  func distanceCountsLetters(_ left: String, _ right: String, _ distance: Int) {
    #expect(Pproftool.distance(left, right) == distance)
  }
}
