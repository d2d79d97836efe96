import ProfileModel

/// From the first to the last time that a source tells, in nanoseconds.
struct TimeSpan: Equatable {
  private var first: Int64?
  private var last: Int64?

  mutating func include(_ time: Int64) {
    first = min(first ?? time, time)
    last = max(last ?? time, time)
  }

  mutating func include(_ other: TimeSpan) {
    if let time = other.first { include(time) }
    if let time = other.last { include(time) }
  }

  /// How long it is; 0 for no time or one.
  var nanoseconds: Int64 {
    guard let first, let last else { return 0 }
    return last.subtractingClamped(first)
  }
}
