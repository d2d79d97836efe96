/// A position in a line, which moves over what it recognizes.
struct TextCursor {
  private(set) var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) { rest = line }

  var isAtEnd: Bool { rest.isEmpty }

  /// Moves over a text if it comes next.
  mutating func skip(_ text: StaticString) -> Bool {
    guard rest.starts(with: text) else { return false }
    rest = rest.dropFirst(text.utf8CodeUnitCount)
    return true
  }

  /// Moves over blanks and tabs.
  mutating func skipBlanks() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Moves over a number in decimal digits; nil without moving if there is none or it does not fit.
  mutating func decimal() -> UInt64? {
    var number: UInt64 = 0
    var position = rest.startIndex
    while position < rest.endIndex, case let digit = rest[position] &- 0x30, digit < 10 {
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt64(digit))
      guard !overflow, !carry else { return nil }
      number = sum
      position += 1
    }
    guard position > rest.startIndex else { return nil }
    rest = rest[position...]
    return number
  }

  /// Moves over a number with a sign.
  mutating func signedDecimal() -> Int64? {
    let start = rest
    let isNegative = skip("-")
    if let number = decimal() {
      if !isNegative, let value = Int64(exactly: number) { return value }
      if isNegative, number <= Int64.min.magnitude { return Int64(truncatingIfNeeded: 0 &- number) }
    }
    rest = start
    return nil
  }

  /// Moves over a number written `0x1f`; nil without moving if there is none or it does not fit.
  mutating func hexadecimal() -> UInt64? {
    let start = rest
    if skip("0x"), let number = hexadecimalDigits() { return number }
    rest = start
    return nil
  }

  /// Moves over hexadecimal digits.
  mutating func hexadecimalDigits() -> UInt64? {
    var number: UInt64 = 0
    var position = rest.startIndex
    while position < rest.endIndex, let digit = rest[position].hexadecimalDigit {
      guard number < 1 << 60 else { return nil }
      number = number << 4 | UInt64(digit)
      position += 1
    }
    guard position > rest.startIndex else { return nil }
    rest = rest[position...]
    return number
  }

  /// Moves to the first byte that meets a condition, and gives what lies before it.
  mutating func prefix(until stops: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let end = rest.firstIndex(where: stops) ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  /// Moves over one byte.
  mutating func next() -> UInt8? { rest.popFirst() }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes begin with a text.
  @inline(__always)
  func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { wanted in
      for offset in 0..<wanted.count where unsafe wanted[offset] != self[startIndex + offset] {
        return false
      }
      return true
    }
  }

  /// Whether the bytes end with a text.
  func ends(with text: StaticString) -> Bool {
    suffix(text.utf8CodeUnitCount).starts(with: text)
  }

  /// Where a text last occurs.
  func lastRange(of text: StaticString) -> Range<Int>? {
    let length = text.utf8CodeUnitCount
    var position = endIndex - length
    while position >= startIndex {
      if self[position...].starts(with: text) { return position..<position + length }
      position -= 1
    }
    return nil
  }

  /// The bytes without blanks, tabs and carriage returns at their ends.
  var trimmed: ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let front = drop(while: isBlank)
    return front[..<((front.lastIndex { !isBlank($0) }).map { $0 + 1 } ?? front.startIndex)]
  }
}

extension UInt8 {
  /// Whether a byte is a hexadecimal digit.
  @inline(__always)
  var isHexadecimal: Bool { self &- 0x30 < 10 || (self | 0x20) &- 0x61 < 6 }
}
