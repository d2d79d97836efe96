/// The divisor of a run's values, which makes runs comparable that did different amounts of work.
package enum RunScale: String, CaseIterable, Sendable {
  /// The value of the typical function.
  case typical
  case none
  /// The value of the whole run.
  case total
  /// How long the run was watched.
  case duration
  /// How much work the run did, which the user says.
  case operations

  /// The usual one of a sample type: what is there at a moment is not divided.
  static func usual(for type: String) -> RunScale {
    ComparisonCaveat.isState(type) ? .none : .typical
  }

  /// Whether the total of scaled runs still shows that everything grew alike.
  var keepsTotal: Bool { self != .typical && self != .total }
}
