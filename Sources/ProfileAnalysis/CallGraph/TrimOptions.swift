/// How a report is ordered.
public enum NodeOrder: String, CaseIterable, Sendable {
  case flat
  case cum
}

/// What a report leaves out: the reference's `-nodecount`, `-nodefraction`, `-edgefraction` and
/// `-drop_negative`.
package struct TrimOptions: Sendable {
  package var order = NodeOrder.flat
  /// How many nodes are shown at most; 0 for all.
  package var nodeCount = 0
  /// Nodes whose cum is below this share of the sum of all flats are left out.
  package var nodeFraction = 0.005
  /// Calls whose weight is below this share of the sum of all flats are left out.
  package var edgeFraction = 0.001
  /// Nodes with a negative value are left out.
  package var dropsNegative = false

  package init() {}

  /// Nothing is left out for being small.
  package static let none: TrimOptions = {
    var options = TrimOptions()
    options.nodeFraction = 0
    options.edgeFraction = 0
    return options
  }()
}
