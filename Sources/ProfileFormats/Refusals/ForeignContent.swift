/// What content is that is no profile: what it is, what it says, and what to do.
package struct ForeignContent: Error, Equatable, CustomStringConvertible {
  /// What the user can do; the caller words it.
  package enum Hint: Equatable, Sendable {
    /// Its lines end in numbers, so these may be folded stacks.
    case mayBeFolded
    /// An unknown kind: a list of the formats helps.
    case listFormats
  }

  package let kind: ContentKind
  /// One line without the name of the file: `is a zip archive of 3 files; unpack it first: unzip FILE`.
  package let description: String
  package let hint: Hint?
  /// The same of what a server answered, as it follows a `but`: `a web page ("Sign in")`.
  package let ofAnswer: String

  /// - `ofAnswer`: left out where it says the same.
  init(
    _ kind: ContentKind, _ description: String, hint: Hint? = nil, ofAnswer: String? = nil
  ) {
    self.kind = kind
    self.description = description
    self.hint = hint
    self.ofAnswer = ofAnswer ?? "it \(description)"
  }
}
