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

  private static func quotedByNumbers(_ word: String) -> String {
    var numbered = NumberedWord()
    for scalar in word.unicodeScalars {
      if scalar.actsOnTerminals {
        numbered.append(bytes: "\(scalar)".utf8)
      } else {
        numbered.append(scalar)
      }
    }
    return numbered.text
  }
}

/// A word in `$'…'`, as bash, zsh and ksh have it, for bytes that can only be written as numbers.
package struct NumberedWord {
  private var content = ""

  package init() {}

  package var text: String { "$'\(content)'" }

  /// Appends a character that stands for itself.
  package mutating func append(_ scalar: Unicode.Scalar) {
    content += scalar == "'" || scalar == "\\" ? "\\\(scalar)" : "\(scalar)"
  }

  /// Appends bytes as three octal digits each.
  package mutating func append(bytes: some Sequence<UInt8>) {
    for byte in bytes {
      let digits = String(byte, radix: 8)
      content += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
  }
}
