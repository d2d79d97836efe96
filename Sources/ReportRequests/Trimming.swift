public import ProfileAnalysis

/// What a report leaves out for being small or many; where nothing is said, what is usual for the report.
public struct Trimming: Equatable, Sendable {
  /// What rows are sorted by.
  public var order = NodeOrder.flat
  /// How many rows or nodes are shown; 0 for all, nil for what is usual.
  public var count: Int?
  /// The share of the total below which nodes are left out; nil for what is usual.
  public var nodeFraction: Double?
  /// The share of the total below which calls are left out.
  public var edgeFraction = TrimOptions().edgeFraction
  /// Whether nothing is left out for being small.
  public var isOff = false
  /// Whether nodes with a negative value are left out.
  public var dropsNegative = false

  /// What is usual for a report.
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
