/// What the values of a run are divided by, so that runs compare that did more or less.
package enum RunScale: String, CaseIterable, Sendable {
  /// What the typical function has.
  case typical
  case none
  /// What the whole run has.
  case total
  /// How long the run was watched.
  case duration
  /// How much work the run did, which somebody says.
  case operations

  /// The usual one of a sample type: what is there at a moment is not divided.
  static func usual(for type: String) -> RunScale {
    ComparisonCaveat.isState(type) ? .none : .typical
  }

  /// Whether the total of scaled runs still tells that everything grew alike.
  var keepsTotal: Bool { self != .typical && self != .total }
}
