import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfilePatterns

/// The functions that a report is about.
struct FunctionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A regular expression for function names.", valueName: "regex"),
    transform: NamePattern.parse)
  var pattern: Pattern
}

/// A regular expression for names, as an option value.
enum NamePattern {
  /// - Throws: a `ValidationError` that also shows how to write a literal name.
  static func parse(_ text: String) throws -> Pattern {
    do { return try Pattern(text) } catch {
      throw ValidationError("\(error); \(NameSuggestion.advice(Pattern.escaped(text)))")
    }
  }
}
