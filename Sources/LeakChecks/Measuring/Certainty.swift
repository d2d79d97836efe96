/// Whether something holds for a sample, as far as its format tells.
enum Certainty: UInt8, Comparable, Sendable {
  case no, maybe, yes

  init(_ holds: Bool) { self = holds ? .yes : .no }

  /// The opposite; what may hold may also not hold.
  var negated: Certainty {
    switch self {
    case .no: .yes
    case .maybe: .maybe
    case .yes: .no
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Whether both hold.
  static func && (left: Self, right: Self) -> Certainty { min(left, right) }
}
