extension Int {
  /// The number before a noun: `1 sample`, `2 samples`.
  func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
