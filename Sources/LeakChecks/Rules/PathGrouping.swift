import ProfileAnalysis

/// What of a path a rule tells apart by `per:`.
package enum PathGrouping: String, CaseIterable, Sendable {
  case version, service

  /// What is told of a path that does not tell it.
  static let none = "(none)"

  /// What a path tells of it.
  func value(in facts: PathFacts?) -> String? {
    switch self {
    case .version: facts?.version
    case .service: facts?.service
    }
  }
}
