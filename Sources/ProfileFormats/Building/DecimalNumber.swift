import ProfileModel

/// A decimal number as its first 18 digits and an exponent, so that it is rounded once and never by Double.
///
/// `2.5370435299998917` has the digits 2537043529999891700 cut to 253704352999989170 and the exponent -17.
struct DecimalNumber: Equatable {
  /// The first digits, with the number's sign.
  private(set) var digits: Int64 = 0
  /// The power of ten that they are multiplied by.
  private(set) var exponent = 0

  private static let mostDigits = 18
  /// No number of a profile is further from 1; it keeps sums of exponents small.
  private static let largestExponent = 100_000

  init(_ number: Int64) { digits = number }

  /// The number that a text spells, with a sign, a fraction and an exponent if there are any; nil for anything else.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    var count = 0
    guard consumeDigits(&rest, &count, areFraction: false) else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard consumeDigits(&rest, &count, areFraction: true) else { return nil }
    }
    guard consumeExponent(&rest), rest.isEmpty else { return nil }
    if isNegative { digits = -digits }
  }

  /// Consumes the significant digits; those after them only move the point.
  private mutating func consumeDigits(
    _ rest: inout ArraySlice<UInt8>, _ count: inout Int, areFraction: Bool
  ) -> Bool {
    let start = rest.startIndex
    while let byte = rest.first, case let digit = byte &- 0x30, digit < 10 {
      rest.removeFirst()
      if count < Self.mostDigits {
        digits = digits * 10 + Int64(digit)
        if digits != 0 { count += 1 }
        if areFraction { exponent -= 1 }
      } else if !areFraction {
        exponent += 1
      }
    }
    return rest.startIndex > start
  }

  private mutating func consumeExponent(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") else { return true }
    var cursor = TextCursor(rest.dropFirst())
    let isNegative = cursor.skip("-")
    if !isNegative { _ = cursor.skip("+") }
    guard let power = cursor.decimal() else { return false }
    rest = cursor.rest
    let size = Int(min(power, UInt64(Self.largestExponent)))
    exponent += isNegative ? -size : size
    return true
  }

  // MARK: Values

  /// The number times a power of ten, rounded half up once and clamped to the range of `Int64`.
  func scaled(by power: Int) -> Int64 {
    let power = power + exponent
    guard digits != 0, power < 0 else { return raised(by: power) }
    // All digits are behind the point.
    guard power >= -Self.mostDigits else { return 0 }
    let divisor = (0..<(-power)).reduce(Int64(1)) { product, _ in product * 10 }
    let (quotient, rest) = digits.quotientAndRemainder(dividingBy: divisor)
    guard abs(rest) * 2 >= divisor else { return quotient }
    return digits < 0 ? quotient - 1 : quotient + 1
  }

  private func raised(by power: Int) -> Int64 {
    var number = digits
    guard number != 0 else { return 0 }
    for _ in 0..<min(power, 19) {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      guard !overflow else { return digits < 0 ? .min : .max }
      number = product
    }
    return number
  }

  /// The number if it is whole; nil for one that has a fraction.
  var whole: Int64? {
    guard exponent < 0 else { return scaled(by: 0) }
    let number = scaled(by: 0)
    return DecimalNumber(number).equals(self) ? number : nil
  }

  /// Whether two numbers are the same, whatever their exponents.
  private func equals(_ other: DecimalNumber) -> Bool {
    guard other.exponent >= -Self.mostDigits else { return digits == 0 && other.digits == 0 }
    return scaled(by: -other.exponent) == other.digits
  }

  var isNegative: Bool { digits < 0 }
}

/// What rounding changed in a column whose unit has no smaller one.
struct RoundingLoss {
  private static let decimals = 9
  private var count = 0
  /// The sum of what was cut off, in billionths.
  private var billionths: Int64 = 0

  /// Notes that a number was rounded to a value.
  mutating func note(_ number: DecimalNumber, roundedTo value: Int64) {
    guard number.whole != value else { return }
    count += 1
    let exact = number.scaled(by: Self.decimals)
    let rounded = DecimalNumber(value).scaled(by: Self.decimals)
    billionths = billionths.addingClamped(rounded.addingClamped(0 &- exact))
  }

  /// A sentence about it; nil when nothing was rounded.
  var warning: String? {
    guard count > 0 else { return nil }
    let change = DecimalUnit.text(billionths, decimals: Self.decimals)
    return "rounded \(count.counted("fraction")), which changed the sum by \(change)"
  }
}
