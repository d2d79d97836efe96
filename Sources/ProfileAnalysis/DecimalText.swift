/// Writes numbers exactly as C and Go do: the true binary value, rounded to the nearest digit.
enum DecimalText {
  /// A number with two digits after the point, as `%.2f` writes it.
  static func fixed(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf" }
    if let (whole, rest) = parts(of: number.magnitude) { return text(number, whole, rest) }
    let digits = hundredths(number.magnitude)
    return "\(sign(of: number))\(digits.dropLast(2)).\(digits.suffix(2))"
  }

  /// The same, without the digits after the point if both are 0.
  static func short(_ number: Double) -> String {
    guard number.isFinite, let (whole, rest) = parts(of: number.magnitude) else {
      let text = fixed(number)
      return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
    }
    return rest == 0 ? "\(sign(of: number))\(whole)" : text(number, whole, rest)
  }

  private static func text(_ number: Double, _ whole: UInt64, _ rest: UInt64) -> String {
    "\(sign(of: number))\(whole)\(rest < 10 ? ".0" : ".")\(rest)"
  }

  private static func sign(of number: Double) -> String { number.sign == .minus ? "-" : "" }

  /// The digits before and after the point; nil for a large number. A 64-bit division takes a tenth of the time of a
  /// 128-bit one.
  private static func parts(of number: Double) -> (whole: UInt64, rest: UInt64)? {
    guard let digits = scaled(number, by: 100), let hundredths = UInt64(exactly: digits.rounded)
    else { return nil }
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return (whole, rest)
  }

  /// A number from 0 to 1 with two significant digits, as `%.2g` writes it: `0.033`, `1.2e-05`, `0`.
  ///
  /// Below 10⁻²⁰, which no share of two 64-bit integers is, it is `0`.
  static func significant(_ number: Double) -> String {
    var power = UInt128(10)
    for places in 1...21 {
      if let digits = scaled(number, by: power), digits.whole >= 10 {
        return text(of: UInt64(clamping: digits.rounded), places: places)
      }
      power *= 10
    }
    return number < 1 ? "0" : fixed(number)
  }

  /// The same of a number that may be negative.
  static func significant(of number: Double) -> String {
    sign(of: number) + significant(number.magnitude)
  }

  /// Digits times 10^-places; 100 digits mean that rounding added one.
  private static func text(of digits: UInt64, places: Int) -> String {
    guard digits < 100 else { return text(of: digits / 10, places: places - 1) }
    let exponent = 1 - places
    if exponent < -4 {
      let tail = digits % 10 == 0 ? "" : ".\(digits % 10)"
      let power = -exponent < 10 ? "0\(-exponent)" : "\(-exponent)"
      return "\(digits / 10)\(tail)e-\(power)"
    }
    if exponent == 0 {
      return digits % 10 == 0 ? "\(digits / 10)" : "\(digits / 10).\(digits % 10)"
    }
    let zeros = String(repeating: "0", count: -exponent - 1)
    return "0.\(zeros)\(digits % 10 == 0 ? digits / 10 : digits)"
  }

  /// How many hundredths a number has, rounded to even.
  private static func hundredths(_ number: Double) -> String {
    if let digits = scaled(number, by: 100) { return String(digits.rounded) }
    // From 2¹²¹ on a number is an integer: it is doubled digit by digit.
    var digits = Digits(UInt128(number.significandInteger))
    for _ in 0..<number.exponentOfInteger { digits.double() }
    return digits.text + "00"
  }

  /// number × factor, cut off and rounded to the nearest, the even one of two; nil when it does not fit.
  private static func scaled(
    _ number: Double, by factor: UInt128
  ) -> (whole: UInt128, rounded: UInt128)? {
    let exponent = number.exponentOfInteger
    let product = UInt128(number.significandInteger).multipliedReportingOverflow(by: factor)
    guard !product.overflow else { return nil }
    let value = product.partialValue
    if exponent >= 0 {
      return exponent < value.leadingZeroBitCount ? (value << exponent, value << exponent) : nil
    }
    guard exponent > -128 else { return (0, 0) }
    let whole = value >> -exponent
    let rest = value - whole << -exponent
    let half = UInt128(1) << (-exponent - 1)
    let goesUp = rest > half || rest == half && whole % 2 == 1
    return (whole, goesUp ? whole + 1 : whole)
  }
}

extension Double {
  /// The integer m of m × 2^e, for a finite number that is not negative.
  fileprivate var significandInteger: UInt64 {
    isNormal ? significandBitPattern | 1 << 52 : significandBitPattern
  }

  /// The exponent e of m × 2^e.
  fileprivate var exponentOfInteger: Int { Int(Swift.max(exponentBitPattern, 1)) - 1075 }
}

/// An integer as decimal digits, the lowest first.
private struct Digits {
  private var digits: [UInt8]

  init(_ number: UInt128) {
    digits = String(number).utf8.reversed().map { $0 - UInt8(ascii: "0") }
  }

  mutating func double() {
    var carry: UInt8 = 0
    for index in digits.indices {
      let doubled = digits[index] * 2 + carry
      digits[index] = doubled % 10
      carry = doubled / 10
    }
    if carry > 0 { digits.append(carry) }
  }

  var text: String { digits.reversed().map { String($0) }.joined() }
}

extension Int64 {
  /// The number with a comma between each three digits: `64,281`.
  package var grouped: String {
    let digits = String(magnitude)
    var result = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

extension Int {
  /// The number with a comma between each three digits.
  package var grouped: String { Int64(self).grouped }
}
