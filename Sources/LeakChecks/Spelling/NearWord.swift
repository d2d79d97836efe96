/// The word that the user may have meant who wrote another.
enum NearWord {
  /// The word that the user may have meant.
  static func of(_ word: String, in known: some Sequence<String>) -> String? {
    let written = Array(word.lowercased().utf8)
    var near: String?
    for candidate in known {
      if candidate == word { return nil }
      let other = Array(candidate.lowercased().utf8)
      let isNear = other == written || other.count > 2 && SpelledWords.isOneApart(written, other)
      if isNear, near == nil { near = candidate }
    }
    return near
  }

  /// The hint for a message: `; near: state`, or nothing.
  static func hint(_ word: String, in known: some Sequence<String>) -> String {
    of(word, in: known).map { "; near: \($0)" } ?? ""
  }
}
