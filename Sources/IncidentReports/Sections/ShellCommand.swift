import ProfileModel

/// A command as typed into a shell.
package struct ShellCommand: Sendable, Equatable {
  package let words: [String]
  /// What it prints, where several stand together.
  package let purpose: String

  package init(_ words: [String], for purpose: String = "") {
    (self.words, self.purpose) = (words, purpose)
  }

  package var text: String { words.map(Self.quoted).joined(separator: " ") }

  /// A word quoted for a shell, unless each of its characters stands for itself. Control characters are written as
  /// numbers, since a terminal would act on pasted ones before the shell reads them.
  package static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { $0.isLetterOrDigit || "./-_:,+=@%".utf8.contains($0) }
    if word.unicodeScalars.contains(where: \.actsOnTerminals) { return quotedByNumbers(word) }
    return isPlain
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }

  /// `$'…'`, as bash, zsh and ksh have it.
  private static func quotedByNumbers(_ word: String) -> String {
    let parts = word.unicodeScalars.map { scalar in
      guard scalar.actsOnTerminals else {
        return scalar == "'" || scalar == "\\" ? "\\\(scalar)" : "\(scalar)"
      }
      return "\(scalar)".utf8.map { byte in
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }.joined()
    }
    return "$'\(parts.joined())'"
  }
}
