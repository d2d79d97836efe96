package import ProfileAnalysis
package import ProfileModel
public import ProfilePatterns

/// A report that is ready to be written.
public struct Report: Sendable {
  /// Notes for the caller, to be shown before the report.
  public let notes: [String]
  /// What it is written as.
  public let format: ReportFormat
  private let body: @Sendable (inout ByteSink) throws -> LeftOutStacks

  init(
    notes: [String], format: ReportFormat,
    body: @escaping @Sendable (inout ByteSink) throws -> LeftOutStacks
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

/// Why a report could not be made, with the notes so far: a filter that matched nothing may be the reason.
public struct ReportFailure: Error, CustomStringConvertible {
  /// What to say before the error, a sentence each.
  public let notes: [String]
  /// Why there is no report.
  public let error: any Error

  /// The error as a sentence; `notes` are not in it.
  public var description: String { "\(error)" }
}

/// Why there is no such report of a profile.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// No function has a name that matches; the pattern that was perhaps meant.
  case noFunction(Pattern, suggestion: String?)
  /// Something was asked for that only makes sense for two profiles.
  case oneProfile
  /// The profile does not count goroutines.
  case noGoroutines(type: String, unit: String)
  /// The report cannot be written in the format.
  case format(ReportFormat, among: [ReportFormat])

  /// Why, as a sentence.
  public var description: String {
    switch self {
    case .noFunction(let pattern, let suggestion):
      "no function matches '\(pattern.text)'"
        + (suggestion.map { "; \(NameSuggestion.advice($0))" } ?? "")
    case .oneProfile: "this report needs two profiles, but got one"
    case .noGoroutines(let type, let unit):
      "\(type) counts \(unit), not goroutines; use top for this profile"
    case .format(let format, let others):
      "this report is not available as \(format.rawValue), only as "
        + others.map(\.rawValue).joined(separator: ", ")
    }
  }
}
