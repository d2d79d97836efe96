import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfilePatterns

/// The functions that a report is asked for.
struct FunctionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A regular expression over function names.", valueName: "regex"),
    transform: NamePattern.parse)
  var pattern: Pattern

  /// That no function of a profile has such a name.
  func noMatch(in profile: borrowing Profile) -> NoMatch {
    NoMatch(pattern: pattern.text, name: NameSuggestion.text(for: pattern, in: profile))
  }

  struct NoMatch: Error, CustomStringConvertible {
    let pattern: String
    /// The pattern that was perhaps meant.
    let name: String?

    var description: String {
      "no function matches '\(pattern)'" + (name.map { "; \(NameSuggestion.advice($0))" } ?? "")
    }
  }
}

/// A regular expression over names, as options take it.
enum NamePattern {
  /// - Throws: what is wrong, and how a name is written that was taken for a pattern.
  static func parse(_ text: String) throws -> Pattern {
    do { return try Pattern(text) } catch {
      throw ValidationError("\(error); \(NameSuggestion.advice(Pattern.escaped(text)))")
    }
  }
}
