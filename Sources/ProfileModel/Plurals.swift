extension BinaryInteger {
  /// The number before a noun whose plural ends in `s`: `1 sample`, `2 samples`.
  package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
