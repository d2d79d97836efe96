/// Samples that are left out on purpose, and why.
package struct Suppression: Equatable, Sendable {
  package var id: String
  package var match: SampleSelector
  /// What the samples may make in a rule's metric; over it they return. Nil on the command line only.
  package var max: Quantity?
  /// The last day on which it holds.
  package var expires: CalendarDate?
  /// The rules it is for; nil for all.
  package var rules: [String]?
  package var reason: String
  package var ticket: String?

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
