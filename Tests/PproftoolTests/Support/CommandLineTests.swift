import ArgumentParser
import Testing

@testable import pproftool

@Suite struct CommandLineTests {
  /// The error message for a command line; nil if it is valid.
  private func complaint(about line: String) -> String? {
    let arguments = line.split(separator: " ").map(String.init)
    do {
      try LineCheck.check(arguments)
      _ = try Pproftool.parseAsRoot(arguments)
      return nil
    } catch {
      return error is LineProblem ? "\(error)" : Pproftool.usageError(error)
    }
  }

  static let wrong: [(line: String, message: String)] = [
    ("convrt x", "unknown command 'convrt'; did you mean convert? pproftool convert x"),
    (
      "top --format JSO x",
      "--format takes text, json, ndjson, csv, markdown or pprof, not 'JSO'; did you mean json? pproftool top --format json x"
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
      let example = "Example: pproftool \(command._commandName)"
      #expect(command.configuration.discussion.contains(example), "\(command)")
    }
  }
}
