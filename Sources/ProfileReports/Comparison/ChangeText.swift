package import ProfileAnalysis

/// Writes the values of a comparison as people read them: `64,281`, `+64,103`, `132.97MB`.
struct ChangeText {
  private let values: ValueText

  init(_ values: ValueText) { self.values = values }

  /// A value; counts have commas.
  func text(_ value: Int64) -> String {
    let text = values.text(value)
    return Int64(text)?.grouped ?? text
  }

  /// A difference with its sign; `0` for none, and for less than is shown.
  func delta(_ pair: ValuePair) -> String {
    let text = text(pair.delta)
    return pair.delta > 0 && text != "0" ? "+\(text)" : text
  }
}

/// The sentence that a ticket needs.
package struct ComparisonVerdict {
  private let comparison: Comparison
  private let values: ChangeText

  package init(_ comparison: Comparison) {
    self.comparison = comparison
    values = ChangeText(comparison.profiles.view.valueText(in: "auto"))
  }

  /// For example `goroutine: 178 → 64,281 (+64,103, ×361); most of it at site
  /// …/buffer.(*Stream).listen +64,102 (new)`.
  package var sentence: String {
    let (type, total) = (comparison.profiles.view.typeName, comparison.total)
    let name = type.isEmpty ? "" : "\(type): "
    return "\(name)\(values.text(total.before)) → \(values.text(total.after)) (\(change(total)))"
      + main
  }

  /// The site that changed most: `most of it at site …/buffer.(*Stream).listen +64,102 (new)`, or that nothing did.
  package var mainChange: String {
    comparison.originalCount == 0 && comparison.total.change == .none
      ? "nothing changed" : mainText
  }

  private func change(_ pair: ValuePair) -> String {
    guard pair.change != .none else { return "no change" }
    return [values.delta(pair), FactorText.text(pair)].filter { !$0.isEmpty }.joined(
      separator: ", ")
  }

  private var main: String { mainText.isEmpty ? "" : "; \(mainText)" }

  private var mainText: String {
    guard let main = comparison.main else { return "" }
    let whole = comparison.total.delta
    let direction = whole == 0 ? "change" : whole < 0 ? "fall" : "rise"
    if let opposite = comparison.opposite {
      return "the largest change, at \(site(opposite)), goes the other way; "
        + "the largest \(direction) is at \(site(main))"
    }
    let beginning = comparison.isMostInMain ? "most of it" : "the largest \(direction) is"
    return "\(beginning) at \(site(main))"
  }

  /// For example `site main.parse +1.20MB (×3)`.
  private func site(_ row: Comparison.Row) -> String {
    let factor = FactorText.text(row.flat)
    return "site \(Self.shortened(row.name)) \(values.delta(row.flat))"
      + (factor.isEmpty ? "" : " (\(factor))")
  }

  /// A name without the path of its package.
  package static func shortened(_ name: [UInt8]) -> String {
    let (text, hasLostFolders) = FrameName(name).inSentence
    return (hasLostFolders ? "…/" : "") + SafeText.line(text)
  }
}
