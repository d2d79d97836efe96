package import ProfileAnalysis

/// Samples that are left out on purpose, and why.
package struct Suppression: Equatable, Sendable {
  package var id: String
  package var match: SampleSelector
  /// The cap on the samples' sum in a rule's metric; above it they count again. Nil for no cap.
  package var max: Quantity?
  /// The last day on which it holds.
  package var expires: CalendarDate?
  /// The rules it is for; nil for all.
  package var rules: [String]?
  package var reason: String
  package var ticket: String?

  /// Reads a selector and its cap, `site:main.idle <= 200`.
  ///
  /// - `reason`: what reports say of why it is there.
  package init(_ text: String, reason: String) throws(AssertionError) {
    let (selector, cap) = Self.parts(text)
    guard let cap else {
      let column = text.unicodeScalars.count + 1
      throw AssertionError(
        column: column,
        reason: .expected(
          "a cap after the selector, as in 'site:main.idle <= 200'", found: "the end"))
    }
    // An empty selector would leave out every sample.
    guard !selector.unicodeScalars.allSatisfy(AssertionCursor.isBlank) else {
      throw AssertionError(
        column: 1,
        reason: .expected("a selector before the cap, as in 'site:main.idle <= 200'", found: "'<='")
      )
    }
    self.init(id: selector, match: try SampleSelector(selector), reason: reason)
    max = try Quantity(cap)
  }

  /// The texts before and behind the last `<=`.
  private static func parts(_ text: String) -> (selector: String, cap: String?) {
    let scalars = Array(text.unicodeScalars)
    let sign = scalars.indices.dropLast().last { scalars[$0] == "<" && scalars[$0 + 1] == "=" }
    guard let sign else { return (text, nil) }
    var start = sign
    while start > 0, AssertionCursor.isBlank(scalars[start - 1]) { start -= 1 }
    let (before, behind) = (scalars[..<start], scalars[(sign + 2)...])
    return (
      String(String.UnicodeScalarView(before)), String(String.UnicodeScalarView(behind))
    )
  }

  package init(id: String, match: SampleSelector, reason: String) {
    self.id = id
    self.match = match
    self.reason = reason
  }

  /// Whether it no longer holds.
  package func hasExpired(on today: CalendarDate) -> Bool { expires.map { $0 < today } ?? false }

  /// Whether it is for a rule.
  package func isFor(rule id: String) -> Bool { rules.map { $0.contains(id) } ?? true }
}
