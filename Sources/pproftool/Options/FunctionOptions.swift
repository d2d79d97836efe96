import ArgumentParser
import Patterns

/// The functions that a report is asked for.
struct FunctionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A regular expression over function names.", valueName: "regex"),
    transform: { try Pattern($0) })
  var pattern: Pattern

  /// That no function has such a name.
  var noMatch: NoMatch { NoMatch(pattern: pattern.text) }

  struct NoMatch: Error, CustomStringConvertible {
    let pattern: String
    var description: String { "no function matches '\(pattern)'" }
  }
}
