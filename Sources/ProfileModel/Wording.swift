extension BinaryInteger {
  /// The number before a noun whose plural ends in `s`: `1 sample`, `2 samples`.
  package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension [String] {
  /// The texts as a list in a sentence: `text, json or csv`.
  package func listed(_ last: String = "or") -> String {
    guard count > 1, let end = self.last else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) \(last) \(end)"
  }
}
