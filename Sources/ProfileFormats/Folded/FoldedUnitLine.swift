/// The first line of folded stacks with two columns whose values have a unit: `# before/bytes after/bytes`.
///
/// To other tools it is a comment. Plain counts have none.
package enum FoldedUnitLine {
  /// The line of a unit, with its end; nil for counts, and for a unit that would not be read back.
  package static func text(unit: String) -> String? {
    let line = "# before/\(unit) after/\(unit)"
    return unit == "count" || self.unit(of: Array(line.utf8)[...]) != unit ? nil : "\(line)\n"
  }

  /// The unit that a line tells; nil for any other line.
  static func unit(of line: ArraySlice<UInt8>) -> String? {
    let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, words[0].elementsEqual("#".utf8) else { return nil }
    let (before, after) = ("before/".utf8, "after/".utf8)
    guard words[1].starts(with: before), words[2].starts(with: after) else { return nil }
    let units = [words[1].dropFirst(before.count), words[2].dropFirst(after.count)]
    guard units[0].elementsEqual(units[1]), !units[0].isEmpty, units[0].count <= 64,
      units[0].allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    return String(decoding: units[0], as: UTF8.self)
  }
}
