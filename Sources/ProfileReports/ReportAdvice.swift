/// Advice on how to see more, worded by the caller; nil for none.
public struct ReportAdvice: Equatable, Sendable {
  /// What shows all rows, as in `--nodecount 0`.
  public var allRows: String?
  /// How to draw all frames of a flame graph.
  public var allFrames: String?
  /// How to show all frames of a profile that has too many for a flame graph.
  public var wholeProfile: String?
  /// What shows all of a comparison in which frames are as wide as they are on one side.
  public var bothSides: String?

  /// No advice.
  public init() {}

  /// The advice behind a sentence that not all rows are shown.
  var rows: String { allRows.map { "; \($0) shows all" } ?? "" }
}
