/// The word that somebody may have meant who wrote another.
enum NearWord {
  /// A known word that is one letter apart, or differs by large and small letters; nil if none is, or if it is known.
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

  /// What a message adds: `; near: state`, or nothing.
  static func hint(_ word: String, in known: some Sequence<String>) -> String {
    of(word, in: known).map { "; near: \($0)" } ?? ""
  }
}
