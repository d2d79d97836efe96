/// How runs are compared.
package struct RunSettings: Equatable, Sendable {
  /// The dimension of rows.
  package var dimension = SampleDimension.function
  /// Whether functions, files and lines are tested by what they have themselves, and not with all that they call.
  package var isFlat = false
  /// Nil for the usual one of the sample type.
  package var scale: RunScale?
  /// The smallest change of interest: 0.01 is a hundredth.
  package var minimumChange = 0.01
  /// The part of false rows that is expected among those that are called.
  package var rate = 0.05
  /// Whether each run before belongs to one after.
  package var isPaired = false
  /// Whether the profiles of one instance are one run.
  package var sumsInstances = false
  /// Whether runs that are far from the others are left out.
  package var dropsOutliers = false
  /// The share of the mean run below which rows are not tested.
  package var nodeFraction = 0.005
  package var query = ProfileQuery()
  package var nodes = NodeOptions()

  package init() {}

  /// How many runs a side must have.
  var fewestRuns: Int { isPaired ? 3 : 2 }
}

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
