extension Int64 {
  /// The sum, clamped to the range of `Int64`: a hostile profile must not trap.
  @inlinable
  public func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    guard overflow else { return sum }
    return other < 0 ? .min : .max
  }

  /// The product, held at the ends of the range.
  package func multipliedClamped(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    guard overflow else { return product }
    return (self < 0) == (other < 0) ? .max : .min
  }

  /// The absolute value, clamped to the range of `Int64`.
  @inlinable
  public var clampedMagnitude: Int64 { self == .min ? .max : abs(self) }
}
