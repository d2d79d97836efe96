/// A count of folded stacks: digits, and perhaps a point and more digits.
///
/// A sign, an exponent and a point without digits before it make no count.
struct FoldedCount: Equatable {
  /// The number, a fraction rounded half away from zero; nil when it does not fit.
  let value: Int64?
  /// Whether a fraction other than 0 was rounded off.
  let isRounded: Bool

  /// The count that a part of a line spells; nil when it is none.
  init?(_ text: borrowing Span<UInt8>, in range: Range<Int>) {
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
    guard index < range.upperBound else {
      (value, isRounded) = (fits ? number : nil, false)
      return
    }
    guard text[index] == UInt8(ascii: ".") else { return nil }
    var roundsUp = false
    var hasFraction = false
    for place in index + 1..<range.upperBound {
      guard let digit = text[place].digit else { return nil }
      if place == index + 1 { roundsUp = digit >= 5 }
      hasFraction = hasFraction || digit != 0
    }
    let (rounded, overflow) = number.addingReportingOverflow(roundsUp ? 1 : 0)
    (value, isRounded) = (fits && !overflow ? rounded : nil, hasFraction)
  }
}

extension UInt8 {
  /// What a decimal digit stands for.
  @inline(__always)
  fileprivate var digit: UInt8? {
    let value = self &- UInt8(ascii: "0")
    return value < 10 ? value : nil
  }
}
