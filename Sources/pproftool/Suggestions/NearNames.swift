/// Which names somebody may have meant by another: by their beginnings, never by distance alone.
///
/// A distance finds something for everything, and `tap` is as near to `top` as to `tags`.
enum NearNames {
  /// The plural of a word; else the names that begin with it; else those that begin alike and differ by one slip; else the
  /// longest that the word begins with.
  static func of(_ word: String, among names: [String]) -> [String] {
    let word = word.lowercased()
    let same = names.filter { $0.lowercased() == word }
    if !same.isEmpty { return same }
    let plural = names.filter { $0 == word + "s" }
    if !plural.isEmpty { return plural }
    guard word.count > 1 else { return [] }
    let longer = names.filter { $0.lowercased().hasPrefix(word) }
    if !longer.isEmpty { return longer }
    let slips = names.filter { isSlip(Array(word), Array($0.lowercased())) }
    if !slips.isEmpty { return slips }
    let longest = names.filter { $0.count > 2 && word.hasPrefix($0.lowercased()) }
      .max { $0.count < $1.count }
    return longest.map { [$0] } ?? []
  }

  /// Whether two words have three letters at the beginning in common, and one letter more, less, other or in the wrong
  /// order behind them.
  private static func isSlip(_ left: [Character], _ right: [Character]) -> Bool {
    let common = zip(left, right).prefix { $0 == $1 }.count
    guard common >= 3 else { return false }
    let (one, two) = (left[common...], right[common...])
    return one.dropFirst() == two || one == two.dropFirst() || one.dropFirst() == two.dropFirst()
      || one.count > 1 && two.count > 1 && one.dropFirst(2) == two.dropFirst(2)
        && [one.first, one.dropFirst().first] == [two.dropFirst().first, two.first]
  }
}
