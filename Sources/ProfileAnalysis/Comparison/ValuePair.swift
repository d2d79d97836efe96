/// A value before and after.
package struct ValuePair: Hashable, Sendable {
  package var before: Int64
  package var after: Int64

  package init(before: Int64, after: Int64) {
    self.before = before
    self.after = after
  }

  /// What was added, or taken away; clamped to the range of `Int64`.
  package var delta: Int64 { after.subtractingClamped(before) }

  /// How many times as much there is after; nil where that says nothing: from 0, or across it.
  package var factor: Double? {
    guard before != 0, after == 0 || (before < 0) == (after < 0) else { return nil }
    return Double(after) / Double(before)
  }

  /// In which way the two differ.
  package var change: Change {
    if before == after { return .none }
    if before == 0 { return .new }
    if after == 0 { return .gone }
    return delta > 0 ? .grown : .shrunk
  }

  package enum Change: String, Sendable {
    case none, new, gone, grown, shrunk
  }

  var isZero: Bool { before == 0 && after == 0 }

  static func + (left: ValuePair, right: ValuePair) -> ValuePair {
    ValuePair(
      before: left.before.addingClamped(right.before), after: left.after.addingClamped(right.after))
  }
}

/// Writes changes as people say them: `×361`, `÷4`, `+6.72%`, `new`, `gone`.
package enum FactorText {
  /// A factor where a side is at least double the other, else a percentage with its sign; empty where
  /// nothing changed or neither says anything.
  package static func text(_ pair: ValuePair) -> String {
    switch pair.change {
    case .none: return ""
    case .new: return "new"
    case .gone: return "gone"
    case .grown, .shrunk: break
    }
    guard let factor = pair.factor else { return "" }
    if factor >= 2 { return times(factor) }
    if factor <= 0.5 { return "÷\(number(Double(pair.before) / Double(pair.after)))" }
    return "\(factor > 1 ? "+" : "-")\(digits((factor - 1).magnitude * 100))%"
  }

  /// A factor with two digits after the point, or without any where it is large: `×361`, `×0.25`.
  package static func times(_ factor: Double) -> String { "×\(number(factor))" }

  private static func number(_ factor: Double) -> String {
    factor >= 10 ? Int64(clamping: factor.rounded()).grouped : digits(factor)
  }

  /// A number that is not negative with two digits after the point, or two that are not 0.
  private static func digits(_ number: Double) -> String {
    var text = number >= 0.1 ? DecimalText.fixed(number) : DecimalText.significant(number)
    guard number >= 0.1 else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
