/// How a report is ordered.
public enum NodeOrder: String, CaseIterable, Sendable {
  case flat
  case cum
}

/// What a report leaves out: the reference's `-nodecount`, `-nodefraction`, `-edgefraction` and
/// `-drop_negative`.
public struct TrimOptions: Sendable {
  public var order = NodeOrder.flat
  /// How many nodes are shown at most; 0 for all.
  public var nodeCount = 0
  /// Nodes whose cum is below this share of the sum of all flats are left out.
  public var nodeFraction = 0.005
  /// Calls whose weight is below this share of the sum of all flats are left out.
  public var edgeFraction = 0.001
  /// Nodes with a negative value are left out.
  public var dropsNegative = false

  public init() {}

  /// Nothing is left out for being small.
  public static let none: TrimOptions = {
    var options = TrimOptions()
    options.nodeFraction = 0
    options.edgeFraction = 0
    return options
  }()
}
