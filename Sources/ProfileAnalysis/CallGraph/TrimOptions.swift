/// How a report is ordered.
public enum NodeOrder: String, CaseIterable, Sendable {
  case flat
  case cum
}

/// The limits of a report: `go tool pprof`'s `-nodecount`, `-nodefraction`, `-edgefraction` and `-drop_negative`.
package struct TrimOptions: Sendable {
  package var order = NodeOrder.flat
  /// How many nodes are shown at most; 0 for all.
  package var nodeCount = 0
  /// The share of the sum of all flats below which a node's cum is left out.
  package var nodeFraction = 0.005
  /// The share of the sum of all flats below which a call is left out.
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
