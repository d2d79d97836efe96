import YAMLText

extension YAMLFields {
  mutating func parseQuantity(
    _ key: String
  ) throws(RuleFileError) -> (quantity: Quantity, node: YAMLNode)? {
    guard let (_, node) = try parseText(key) else { return nil }
    let quantity = try node.parsed { text throws(AssertionError) in try Quantity(text) }
    return (quantity, node)
  }

  /// An amount that is not negative, in any unit but %.
  mutating func parseRequiredAmount(_ key: String) throws(RuleFileError) -> Quantity {
    guard let (quantity, amount) = try parseQuantity(key) else {
      throw RuleFileError(position: node.position, reason: .missingKey(key, of: owner))
    }
    let isAmount = quantity.value >= 0 && quantity.unit != .percent
    guard isAmount else { throw outOfRange(quantity, key, amount, "an amount of at least 0") }
    return quantity
  }

  /// A whole number without a unit.
  mutating func parseCount(_ key: String, atLeast least: Double) throws(RuleFileError) -> Int? {
    guard let (text, node) = try parseQuantity(key) else { return nil }
    let quantity = text.asCount
    let value = quantity.value
    guard quantity.unit == nil, value == value.rounded(), (least...1e6).contains(value) else {
      throw outOfRange(quantity, key, node, "a whole number of at least \(Int(least))")
    }
    return Int(value)
  }

  /// A number without a unit.
  mutating func parseNumber(
    _ key: String, _ range: ClosedRange<Double>
  ) throws(RuleFileError) -> Double? {
    guard let (quantity, node) = try parseQuantity(key) else { return nil }
    guard quantity.unit == nil, range.contains(quantity.value) else {
      throw outOfRange(quantity, key, node, "\(range.lowerBound) to \(range.upperBound)")
    }
    return quantity.value
  }

  /// A percentage; its sign may be left out.
  mutating func parsePercentage(
    _ key: String, atMost most: Double
  ) throws(RuleFileError) -> Double? {
    guard let (quantity, node) = try parseQuantity(key) else { return nil }
    let isPercentage = quantity.unit == nil || quantity.unit == .percent
    guard isPercentage, (0...most).contains(quantity.value) else {
      throw outOfRange(quantity, key, node, "0% to \(Int(most))%")
    }
    return quantity.value
  }

  private func outOfRange(
    _ quantity: Quantity, _ key: String, _ node: YAMLNode, _ range: String
  ) -> RuleFileError {
    RuleFileError(
      position: node.position, reason: .outOfRange("\(quantity)", key: key, range: range))
  }
}
