import ProfileModel
public import ProfilePatterns

/// A range of numeric label values, as tag filters write it: `32kb`, `:64kb`, `4mb:`, `12kb:64mb`.
struct NumberRange: Sendable {
  private var lowest: Double?
  private var highest: Double?
  /// The unit both bounds are in, in the form that values are compared in.
  private let unit: String

  /// What one bound may look like: a sign, digits, letters.
  private struct Bound {
    let number: String
    let unit: String

    /// Consumes the bound at the start of a text.
    init?(_ text: inout Substring) {
      var rest = text
      var number = ""
      if let sign = rest.first, sign == "+" || sign == "-" {
        number.append(sign)
        rest.removeFirst()
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty else { return nil }
      let unit = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
      (self.number, self.unit) = (number + digits, String(unit))
      text = rest.dropFirst(digits.count + unit.count)
    }

    func converted(to unit: String) throws(TagFilterError) -> UnitConversion.Quantity {
      guard let number = Int64(number) else { throw TagFilterError(.numberTooLarge(number)) }
      return UnitConversion(from: self.unit, to: unit).converted(number)
    }
  }

  /// Nil if a text is no range, and so a regular expression.
  init?(_ text: String) throws(TagFilterError) {
    var rest = text[...]
    if rest.first == ":" {
      rest.removeFirst()
      guard let bound = Bound(&rest), rest.isEmpty else { return nil }
      let highest = try bound.converted(to: bound.unit)
      (self.highest, unit) = (highest.value, highest.unit)
      return
    }
    guard let first = Bound(&rest), rest.isEmpty || rest.first == ":" else { return nil }
    let lowest = try first.converted(to: first.unit)
    (self.lowest, unit) = (lowest.value, lowest.unit)
    if rest.isEmpty {
      highest = lowest.value
    } else if rest.count > 1 {
      rest.removeFirst()
      guard let second = Bound(&rest), rest.isEmpty else { return nil }
      let highest = try second.converted(to: unit)
      guard highest.unit == unit else { return nil }
      self.highest = highest.value
    }
  }

  /// Whether a value lies within; one whose unit does not convert does not.
  func contains(_ value: Int64, unit: String) -> Bool {
    let quantity = UnitConversion(from: unit, to: self.unit).converted(value)
    guard quantity.unit == self.unit else { return false }
    if let lowest, quantity.value < lowest { return false }
    if let highest, quantity.value > highest { return false }
    return true
  }
}

/// An error in a tag filter.
public struct TagFilterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    case numberTooLarge(String)
    case pattern(PatternError)
  }

  /// What is wrong with it.
  public let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  /// What is wrong, as a sentence.
  public var description: String {
    switch reason {
    case .numberTooLarge(let number): "\(number) does not fit in 64 bits"
    case .pattern(let error): error.description
    }
  }
}
