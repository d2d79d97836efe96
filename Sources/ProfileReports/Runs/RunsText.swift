package import ProfileAnalysis

/// Writes changes of runs as people read them: `+32 %`, `−9 … +17 %`, `.021`.
enum RunsText {
  /// The sign of a negative number, as wide as a plus.
  static let minus = "−"

  /// A change in percent with its sign; small ones with a digit that is not 0.
  static func percent(_ part: Double) -> String { "\(signed(part)) %" }

  /// Where the true change lies.
  static func interval(_ change: RunComparison.Change) -> String {
    "\(signed(change.low)) … \(signed(change.high)) %"
  }

  /// A part without a sign: `5 %`, `0.5 %`.
  static func share(_ part: Double) -> String { "\(digits(part * 100)) %" }

  /// A part that was given, with as many digits as it has: `5 %`, `0.05 %`.
  static func limit(_ part: Double) -> String {
    let percent = "\((part * 1_000_000).rounded() / 10_000)"
    return "\(percent.hasSuffix(".0") ? String(percent.dropLast(2)) : percent) %"
  }

  /// A probability with three digits and no more.
  static func probability(_ value: Double) -> String {
    guard value >= 0.0005 else { return "<.001" }
    let thousandths = Int((min(1, value) * 1000).rounded())
    guard thousandths < 1000 else { return "1" }
    let text = "\(thousandths)"
    return "." + String(repeating: "0", count: 3 - text.count) + text
  }

  /// A factor with two digits.
  static func factor(_ factor: Double) -> String {
    let hundredths = Int64(clamping: (factor * 100).rounded())
    let rest = hundredths % 100
    return "×\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func signed(_ part: Double) -> String {
    let text = digits(part.magnitude * 100)
    return text == "0" ? text : (part < 0 ? minus : "+") + text
  }

  /// A whole number, or one digit that is not 0 of what is less than 1.
  private static func digits(_ number: Double) -> String {
    guard number < 0.95 else { return Int64(clamping: number.rounded()).grouped }
    guard number >= 0.05 else { return "0" }
    return "0.\(Int((number * 10).rounded()))"
  }
}

/// The sentence that a ticket needs.
package struct RunsVerdict {
  private let comparison: RunComparison

  package init(_ comparison: RunComparison) { self.comparison = comparison }

  /// For example `cpu: 20 functions cannot be distinguished from noise, 4 changed (q ≤ 5 %, more than 1 %); most of
  /// it main.sorting +32 % (+17 … +49 %)`.
  package var sentence: String { mainChange.isEmpty ? counts : "\(counts); \(mainChange)" }

  /// The same without what changed most, which tells a name.
  package var counts: String {
    let settings = comparison.settings
    let called = comparison.called.count
    let unclear = comparison.rows.count - called
    let what = unclear == 1 ? settings.dimension.singular : settings.dimension.plural
    let name = comparison.typeName.isEmpty ? "" : "\(comparison.typeName): "
    guard !comparison.rows.isEmpty else {
      return "\(name)nothing could be tested: all \(settings.dimension.plural) are too light"
    }
    return
      "\(name)\(unclear) \(what) cannot be told apart from noise, \(called == 0 ? "none" : "\(called)") changed "
      + "(q ≤ \(RunsText.limit(settings.rate)), more than \(RunsText.limit(settings.minimumChange)))"
  }

  /// What values were divided by.
  var scale: String {
    switch comparison.scale {
    case .none: "not scaled"
    case .typical: "scaled to the typical function"
    case .total: "scaled to equal totals"
    case .duration: "scaled to equal durations"
    case .operations: "scaled to equal numbers of operations"
    }
  }

  /// The change of everything together, which scaling hides.
  var total: String {
    let total = comparison.total
    return "Total: \(RunsText.percent(total.effect)) (\(RunsText.interval(total))), "
      + (comparison.hasChangedTotal ? "a significant change" : "no significant change")
  }

  /// What to say in place of totals that scaling made equal; nil if they are as they were.
  package var scaledTotal: String? { comparison.scale == .none ? nil : "\(scale) · \(total)" }

  /// What changed most: `most of it main.sorting +32 % (+17 … +49 %)`; empty if nothing did.
  package var mainChange: String {
    guard let row = comparison.main else { return "" }
    let beginning = comparison.called.count == 1 ? "it is" : "most of it"
    return "\(beginning) \(ComparisonVerdict.shortened(row.name.name)) \(Self.text(row))"
  }

  private static func text(_ row: RunComparison.Row) -> String {
    switch row.kind {
    case .new, .gone: row.kind.rawValue
    default: "\(RunsText.percent(row.change.effect)) (\(RunsText.interval(row.change)))"
    }
  }
}
