public import ProfileAnalysis

/// The limits of a report for small or numerous entries; the defaults depend on the report.
public struct Trimming: Equatable, Sendable {
  /// What rows are sorted by.
  public var order = NodeOrder.flat
  /// How many rows or nodes are shown; 0 for all, nil for what is usual.
  public var count: Int?
  /// The share of the total below which nodes are left out; nil for the default.
  public var nodeFraction: Double?
  /// The share of the total below which calls are left out.
  public var edgeFraction = TrimOptions().edgeFraction
  /// Whether nothing is left out for being small.
  public var isOff = false
  /// Whether nodes with a negative value are left out.
  public var dropsNegative = false

  /// The defaults.
  public init() {}

  /// The same with all that is usual.
  func options(usualCount: Int, fraction: Double = TrimOptions().nodeFraction) -> TrimOptions {
    var options = isOff ? TrimOptions.none : TrimOptions()
    options.order = order
    options.dropsNegative = dropsNegative
    guard !isOff else { return options }
    options.nodeCount = count ?? usualCount
    options.nodeFraction = nodeFraction ?? fraction
    options.edgeFraction = edgeFraction
    return options
  }
}
