package import ProfileModel

/// The program that a profile is of, by the file of its binary: the first mapping, as `profile.proto` defines it.
package struct ProgramName: Hashable, Sendable {
  /// The name of the file, without its folder.
  package let text: String

  /// Nil where the profile does not name its binary: texts, kernels, and names without a word.
  package init?(_ profile: Profile) {
    guard let binary = profile.mappings.first else { return nil }
    text = FilePath.told(profile.strings[binary.filename])
    if text.hasPrefix("[") || words.isEmpty { return nil }
  }

  /// Whether two names have no word in common, as `notify-v2` and `ledger-v2`.
  package func isOther(than other: ProgramName) -> Bool {
    // Nearly all files of a series are of one program.
    text != other.text && words.isDisjoint(with: other.words)
  }

  /// The words in lower case. Versions and hashes, which change with each deployment, are none.
  private var words: Set<String> {
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    let words = parts.compactMap { part in part.lastIndex { !$0.isNumber }.map { part[...$0] } }
    return Set(words.filter { $0.count > 1 && !$0.contains(where: \.isNumber) }.map(String.init))
  }
}
