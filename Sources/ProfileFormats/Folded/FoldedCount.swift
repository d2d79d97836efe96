import ProfileModel

/// A count of folded stacks: digits, and perhaps a point and more digits.
///
/// A sign, an exponent and a point without digits before it make no count. `12.50` has the digits 125 and one decimal.
package struct FoldedCount: Equatable {
  /// The number without its point and the zeros that end a fraction; nil when it does not fit.
  private(set) var digits: Int64?
  /// How many of the digits stand behind the point.
  private(set) var decimals = 0
  /// Whether it has more digits than fit and was rounded, half away from zero.
  private(set) var isRounded = false

  /// Parses a part of a line as a count; nil if it is not one.
  package init?(_ text: borrowing Span<UInt8>, in range: Range<Int>) {
    var index = range.lowerBound
    var number: Int64 = 0
    var fits = true
    while index < range.upperBound, let digit = text[index].digit {
      let (tens, tensOverflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflow) = tens.addingReportingOverflow(Int64(digit))
      fits = fits && !tensOverflow && !sumOverflow
      number = fits ? sum : number
      index += 1
    }
    guard index > range.lowerBound else { return nil }
    digits = fits ? number : nil
    guard index < range.upperBound else { return }
    guard text[index] == UInt8(ascii: "."),
      let end = text.lastDigit(in: index + 1..<range.upperBound)
    else { return nil }
    consumeFraction(text, in: index + 1..<end)
  }

  /// Consumes the digits after the point as far as they fit.
  private mutating func consumeFraction(_ text: borrowing Span<UInt8>, in range: Range<Int>) {
    for index in range {
      guard let number = digits, let digit = text[index].digit else { return }
      guard decimals < DecimalUnit.mostDecimals, let longer = number.appending(digit) else {
        isRounded = true
        if digit >= 5 { roundUp() }
        return
      }
      digits = longer
      decimals += 1
    }
  }

  private mutating func roundUp() {
    guard let number = digits else { return }
    let (sum, overflow) = number.addingReportingOverflow(1)
    // With decimals there is room for a number without the last of them.
    digits = overflow ? (decimals > 0 ? number : nil) : sum
  }

  /// The count with this many decimals, rounded half away from zero; nil if it does not fit.
  @inline(__always)
  func value(decimals wanted: Int) -> Int64? {
    if wanted == decimals { return digits }
    return digits.flatMap { Int64(exactly: Int128($0).timesPowerOfTen(wanted - decimals)) }
  }
}

extension Int64 {
  /// The number with a digit more; nil when it does not fit.
  fileprivate func appending(_ digit: UInt8) -> Int64? {
    let (tens, tensOverflow) = multipliedReportingOverflow(by: 10)
    let (sum, sumOverflow) = tens.addingReportingOverflow(Int64(digit))
    return tensOverflow || sumOverflow ? nil : sum
  }
}

extension Int128 {
  /// The number times a power of ten, rounded half away from zero; not more than the largest.
  ///
  /// - Precondition: it is not negative.
  func timesPowerOfTen(_ exponent: Int) -> Int128 {
    var number = self
    for _ in 0..<Swift.max(exponent, 0) {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      number = overflow ? .max : product
    }
    guard exponent < 0 else { return number }
    for _ in 0..<(-exponent - 1) { number /= 10 }
    return number / 10 + (number % 10 >= 5 ? 1 : 0)
  }
}

extension Span<UInt8> {
  /// The end of the digits of a fraction without the zeros at their end; nil when there is anything else.
  fileprivate func lastDigit(in range: Range<Int>) -> Int? {
    var end = range.lowerBound
    for index in range {
      guard let digit = self[index].digit else { return nil }
      if digit != 0 { end = index + 1 }
    }
    return end
  }
}

extension UInt8 {
  /// The value of a decimal digit.
  @inline(__always)
  fileprivate var digit: UInt8? {
    let value = self &- UInt8(ascii: "0")
    return value < 10 ? value : nil
  }
}
