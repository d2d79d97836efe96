import ProfileModel

/// A profile that a check does not take for one unless somebody says so: what it is was guessed, or it has
/// names and numbers and does not say what they count.
struct UnaskedFormat: Error, Equatable, CustomStringConvertible {
  let format: String
  /// Why it was taken for that format if that is a guess.
  let guess: String?

  /// Nil for a profile that says itself what it is.
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
