/// A sample type that is not in a comparison of all that two profiles measure, and why.
package struct UncomparedType: Equatable, Sendable {
  /// Why a sample type is left out.
  package enum Reason: Equatable, Sendable {
    case onlyBefore
    case onlyAfter
    /// Both have it, in units that do not convert.
    case units(before: String, after: String)
    /// Both have it, and there is no factor that was asked for.
    case scale(ComparisonError)

    /// The reason, behind a name or several.
    package var text: String {
      switch self {
      case .onlyBefore: "not measured after"
      case .onlyAfter: "not measured before"
      case .units(let before, let after): "in \(before) before, in \(after) after"
      case .scale(let error): "\(error)"
      }
    }
  }

  package let name: String
  package let reason: Reason

  package init(name: String, reason: Reason) { (self.name, self.reason) = (name, reason) }

  /// The note on types left out of a page; nil if there are none.
  package static func sentence(_ types: [UncomparedType]) -> String? {
    guard !types.isEmpty else { return nil }
    let reasons = types.map(\.reason.text).reduce(into: [String]()) { reasons, reason in
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    let parts = reasons.map { reason in
      let names = types.filter { $0.reason.text == reason }.map(\.name)
      return "\(names.joined(separator: ", ")) (\(reason))"
    }
    return "Left out of the page: \(parts.joined(separator: "; "))."
  }
}
