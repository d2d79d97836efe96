import ProfileAnalysis

/// A part of paths that a rule groups by with `per:`.
package enum PathGrouping: String, CaseIterable, Sendable {
  case version, service

  /// The group of paths that do not have the part.
  static let none = "(none)"

  /// The part of a path; nil if it has none.
  func value(in facts: PathFacts?) -> String? {
    switch self {
    case .version: facts?.version
    case .service: facts?.service
    }
  }
}
