/// Samples that are left out on purpose, and why.
public struct Suppression: Equatable, Sendable {
  public var id: String
  public var match: SampleSelector
  /// What the samples may make in a rule's metric; over it they return. Nil on the command line only.
  public var max: Quantity?
  /// The last day on which it holds.
  public var expires: CalendarDate?
  /// The rules it is for; nil for all.
  public var rules: [String]?
  public var reason: String
  public var ticket: String?

  public init(id: String, match: SampleSelector, reason: String) {
    self.id = id
    self.match = match
    self.reason = reason
  }

  /// Whether it no longer holds.
  public func hasExpired(on today: CalendarDate) -> Bool { expires.map { $0 < today } ?? false }

  /// Whether it is for a rule.
  public func isFor(rule id: String) -> Bool { rules.map { $0.contains(id) } ?? true }
}
