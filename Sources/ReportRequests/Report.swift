package import ProfileAnalysis
package import ProfileModel

/// A report that is ready to be written.
public struct Report {
  /// Notes for the caller, to be shown before the report.
  public let notes: [String]
  /// What it is written as.
  public let format: ReportFormat
  private let body: (inout ByteSink) throws -> LeftOutStacks

  init(
    notes: [String], format: ReportFormat,
    body: @escaping (inout ByteSink) throws -> LeftOutStacks
  ) {
    self.notes = notes
    self.format = format
    self.body = body
  }

  /// The same report, which is not written once it is no longer wanted.
  func cancelled(by cancellation: Cancellation) throws -> Report {
    try cancellation.check()
    return Report(notes: notes, format: format) { sink in
      try cancellation.check()
      return try body(&sink)
    }
  }

  /// Writes all of it; the sink is not finished.
  ///
  /// - Returns: the stacks that the format cannot represent.
  @discardableResult
  package func write(to sink: inout ByteSink) throws -> LeftOutStacks { try body(&sink) }
}
