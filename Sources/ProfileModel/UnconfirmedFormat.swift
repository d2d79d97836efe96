import ProfileModel

/// A profile that a check reads only if `--from` names its format: the format is a guess, or it has only names and
/// numbers and does not say what they count.
struct UnconfirmedFormat: Error, Equatable, CustomStringConvertible {
  let format: String
  /// Why the format was guessed; nil if it was not.
  let guess: String?

  /// Nil for a profile that identifies itself.
  init?(_ notes: ReadNotes) {
    guard notes.guess != nil || notes.traits.contains(.hasNamesOnly) else { return nil }
    (format, guess) = (notes.format, notes.guess)
  }

  var description: String {
    let reason =
      guess.map { "may be \(format) (\($0))" }
      ?? "is \(format), which does not say what was counted"
    return "\(reason); check reads it only with --from \(format)"
  }
}
