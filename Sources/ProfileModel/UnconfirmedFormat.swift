/// Why rules do not apply to a profile unless the caller names its format: the format is a guess, or it has only names
/// and numbers and does not say what they count.
package struct UnconfirmedFormat: RemediedError, Equatable, CustomStringConvertible {
  /// The name of the format.
  package let format: String
  /// Why the format was guessed; nil if it was not.
  package let guess: String?

  /// Nil for a profile that identifies itself.
  package init?(_ notes: ReadNotes) {
    guard notes.guess != nil || notes.traits.contains(.hasNamesOnly) else { return nil }
    (format, guess) = (notes.format, notes.guess)
  }

  /// What is not known, without the name of the file: `is folded, which does not say what was counted`.
  package var description: String {
    guess.map { "may be \(format) (\($0))" }
      ?? "is \(format), which does not say what was counted"
  }

  package var remedy: Remedy? { .nameFormat(format) }
}
