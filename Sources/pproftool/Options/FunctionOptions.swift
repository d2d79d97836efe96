import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfilePatterns

/// The functions that a report is asked for.
struct FunctionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A regular expression for function names.", valueName: "regex"),
    transform: NamePattern.parse)
  var pattern: Pattern
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
