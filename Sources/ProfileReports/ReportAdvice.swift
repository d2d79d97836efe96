/// What a report tells people to do in order to see more, in the words of whoever shows it; nothing without.
public struct ReportAdvice: Equatable, Sendable {
  /// What shows all rows, as in `--nodecount 0`.
  public var allRows: String?
  /// What draws all frames of a picture.
  public var allFrames: String?
  /// What shows all frames of a profile that has too many for a picture.
  public var wholeProfile: String?
  /// What shows all of a comparison in which frames are as wide as they are on one side.
  public var bothSides: String?

  /// No advice.
  public init() {}

  /// The advice behind a sentence that not all rows are shown.
  var rows: String { allRows.map { "; \($0) shows all" } ?? "" }
}
