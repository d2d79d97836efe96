package import ProfileModel

/// The factor for the values before, which makes profiles of different lengths comparable.
public enum ComparisonScale: Equatable, Sendable {
  /// As they are.
  case none
  /// So that both sides have the same total: shares are compared.
  case total
  /// So that both sides were taken over the same time: rates are compared.
  case duration
  /// By a number larger than 0.
  case factor(Double)

  /// Whether values can be multiplied by a number so that they mean the same.
  package static func isFactor(_ number: Double) -> Bool { number.isFinite && number > 0 }

  /// The scale that a user names: `none`, `total`, `duration` or a number larger than 0.
  public init?(name: String) {
    switch name {
    case "none": self = .none
    case "total": self = .total
    case "duration": self = .duration
    default:
      guard let factor = Double(name), Self.isFactor(factor) else { return nil }
      self = .factor(factor)
    }
  }

  /// A profile before whose sample types are all multiplied, each by its own factor.
  ///
  /// - Throws: `ComparisonError` or `MergeError` when there is no factor.
  package func applied(to before: consuming Profile, _ after: borrowing Profile) throws -> Profile {
    if case .none = self { return before }
    if case .total = self { return try before.normalized(to: after) }
    let ratio = try ratio(
      totals: ValuePair(before: 0, after: 0),
      durations: ValuePair(
        before: before.header.durationNanos, after: after.header.durationNanos))
    return before.scaled(by: [Double](repeating: ratio, count: before.width))
  }

  /// The factor for two sides.
  func ratio(totals: ValuePair, durations: ValuePair) throws(ComparisonError) -> Double {
    switch self {
    case .none: return 1
    case .factor(let factor): return factor
    case .total:
      guard totals.before > 0, totals.after > 0 else { throw .nothingToScale }
      return Double(totals.after) / Double(totals.before)
    case .duration:
      guard durations.before > 0, durations.after > 0 else {
        throw .noDuration(isBefore: durations.before <= 0)
      }
      return Double(durations.after) / Double(durations.before)
    }
  }
}

/// Why two profiles cannot be compared.
public enum ComparisonError: Error, Equatable, CustomStringConvertible {
  /// They count different things.
  case types(before: [String], after: [String])
  /// They count the same in units that do not convert.
  case units(type: String, before: String, after: String)
  case nothingToScale
  case noDuration(isBefore: Bool)

  /// What went wrong, as a sentence.
  public var description: String {
    switch self {
    case .types(let before, let after):
      "the two sides have no sample type in common: before has \(before.joined(separator: ", ")), "
        + "after \(after.joined(separator: ", "))"
    case .units(let type, let before, let after):
      "values of '\(type)' cannot be compared: the unit is \(before) before and \(after) after"
    case .nothingToScale: "equal totals need a total above 0 on both sides"
    case .noDuration(let isBefore):
      "rates need the duration of both sides; \(isBefore ? "before" : "after") has none"
    }
  }
}

extension ComparisonError: RemediedError {
  package var remedy: Remedy? {
    if case .noDuration = self { .giveFactor } else { nil }
  }
}
