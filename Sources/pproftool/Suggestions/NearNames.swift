/// Names that a misspelt one may stand for: by prefix, never by edit distance alone.
///
/// An edit distance finds something for any word: `tap` is as near to `top` as to `tags`.
enum NearNames {
  /// The word itself or its plural; else the names that start with it; else names with the same start and one typing
  /// error; else the one name that shares most of its start; else the longest name that the word starts with.
  static func of(_ word: String, among names: [String]) -> [String] {
    let word = word.lowercased()
    let same = names.filter { $0.lowercased() == word }
    if !same.isEmpty { return same }
    let plural = names.filter { $0 == word + "s" }
    if !plural.isEmpty { return plural }
    guard word.count > 1 else { return [] }
    let longer = names.filter { $0.lowercased().hasPrefix(word) }
    if !longer.isEmpty { return longer }
    let misspelt = names.filter { isTypingError(Array(word), Array($0.lowercased())) }
    if !misspelt.isEmpty { return misspelt }
    let alike = names.filter { sharesMost(word, $0.lowercased()) }
    if alike.count == 1 { return alike }
    let longest = names.filter { $0.count > 2 && word.hasPrefix($0.lowercased()) }
      .max { $0.count < $1.count }
    return longest.map { [$0] } ?? []
  }

  /// Whether two words share their first five letters or more, and two thirds of the longer one.
  private static func sharesMost(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.drop { $0 == "-" }, right.drop { $0 == "-" })
    let common = zip(left, right).prefix { $0 == $1 }.count
    return common >= 5 && 3 * common >= 2 * max(left.count, right.count)
  }

  /// Whether two words share their first three letters, and differ after them by one letter that is added, missing,
  /// replaced or swapped with its neighbour.
  private static func isTypingError(_ left: [Character], _ right: [Character]) -> Bool {
    let common = zip(left, right).prefix { $0 == $1 }.count
    guard common >= 3 else { return false }
    let (one, two) = (left[common...], right[common...])
    return one.dropFirst() == two || one == two.dropFirst() || one.dropFirst() == two.dropFirst()
      || one.count > 1 && two.count > 1 && one.dropFirst(2) == two.dropFirst(2)
        && [one.first, one.dropFirst().first] == [two.dropFirst().first, two.first]
  }
}
