package import ProfileAnalysis

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
      + "(q ≤ \(RunsText.share(settings.rate)), more than \(RunsText.share(settings.minimumChange)))"
  }

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
