extension Int64 {
  /// The sum, clamped to the range of `Int64`: a hostile profile must not trap.
  @inlinable
  public func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    guard overflow else { return sum }
    return other < 0 ? .min : .max
  }

  /// The product, clamped to the range of `Int64`.
  package func multipliedClamped(by other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    guard overflow else { return product }
    return (self < 0) == (other < 0) ? .max : .min
  }

  /// The product.
  ///
  /// - Throws: if it is beyond the range.
  func multiplied(by other: Int64) throws(ProductTooLarge) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    guard !overflow else { throw ProductTooLarge(value: self, factor: other) }
    return product
  }

  /// The absolute value, clamped to the range of `Int64`.
  @inlinable
  public var clampedMagnitude: Int64 { self == .min ? .max : abs(self) }
}

/// That a value times a number is beyond what a profile can hold.
package struct ProductTooLarge: Error, Equatable, CustomStringConvertible {
  package let value: Int64
  package let factor: Int64

  package var description: String {
    "\(value) times \(factor) is beyond \(Int64.max), the largest value of a profile"
  }
}
