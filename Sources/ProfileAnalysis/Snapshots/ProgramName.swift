package import ProfileModel

/// The program that a profile is of, by the file of its binary: the first mapping, as `profile.proto` defines it.
package struct ProgramName: Hashable, Sendable {
  /// The name of the file, without its folder.
  package let text: String
  private let words: Set<String>

  /// Nil where the profile does not name its binary: texts, kernels, and names without a word.
  package init?(_ profile: Profile) {
    guard let binary = profile.mappings.first else { return nil }
    text = FilePath.told(profile.strings[binary.filename])
    words = Self.words(of: text)
    if text.hasPrefix("[") || words.isEmpty { return nil }
  }

  /// Whether two names have no word in common, as `notify-v2` and `ledger-v2`. Versions and hashes, which change with
  /// each deployment, are no words.
  package func isOther(than other: ProgramName) -> Bool { words.isDisjoint(with: other.words) }

  private static func words(of name: String) -> Set<String> {
    let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    let words = parts.map { part in String(part.reversed().drop(while: \.isNumber).reversed()) }
    return Set(words.filter { $0.count > 1 && !$0.contains(where: \.isNumber) })
  }
}
