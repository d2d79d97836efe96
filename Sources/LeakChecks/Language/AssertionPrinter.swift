extension Assertion: CustomStringConvertible {
  /// The assertion in its written form; parsing it gives the same assertion.
  package var description: String {
    (id.map { "\($0)\(isOptional ? "?" : ""): " } ?? "")
      + "\(measure) \(comparison.rawValue) \(limit)"
  }
}

extension Measure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .plain(let metric): "\(metric)"
    case .applied(let function, let metric): "\(function.rawValue)(\(metric))"
    case .ratio(let first, let second): "ratio(\(first) / \(second))"
    case .eta(let metric, let limit): "eta(\(metric), \(limit))"
    }
  }
}

extension Metric: CustomStringConvertible {
  package var description: String {
    if let group { return "\(group.asName)/\(name.asName)(\(selector))" }
    let isFunction = MeasureFunction.isReserved(name)
    return "\(isFunction ? name.inQuotes : name.asName)(\(selector))"
  }
}

extension SampleSelector: CustomStringConvertible {
  package var description: String { terms.map(\.description).joined(separator: " ") }
}

extension SampleSelector.Term: CustomStringConvertible {
  package var description: String { (isNegated ? "-" : "") + condition.description }
}

extension SampleSelector.Condition: CustomStringConvertible {
  package var description: String {
    switch self {
    case .leaked: "leaked"
    case .amount(let amount, let bound, let quantity):
      "\(amount.rawValue)\(bound.rawValue)\(quantity)"
    case .matches(let key, let values):
      "\(key):" + values.map(\.description).joined(separator: "|")
    }
  }
}

extension SampleSelector.Key: CustomStringConvertible {
  package var description: String {
    if case .label(let name) = self { return "label.\(name.asName)" }
    return Self.words.first { $0.key == self }?.word ?? ""
  }
}

extension SampleSelector.Value: CustomStringConvertible {
  package var description: String {
    switch self {
    case .any: "*"
    case .pattern(let pattern): "/\(pattern.text)/"
    case .text(let text): text.asText
    }
  }
}

extension Quantity: CustomStringConvertible {
  package var description: String {
    digits + (unit?.rawValue ?? "") + (rate.map { "/\($0.rawValue)" } ?? "")
  }
}

extension String {
  /// The text in quotes, `"` and `\` escaped.
  fileprivate var inQuotes: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// The text as a name: in quotes unless it is one without.
  fileprivate var asName: String {
    var cursor = AssertionCursor(self)
    let isName = cursor.consumeName() != nil && cursor.next == nil
    return isName ? self : inQuotes
  }

  /// The text as a value: in quotes unless it reads the same without.
  fileprivate var asText: String {
    guard self != "*", !isEmpty, !hasPrefix("/") else { return inQuotes }
    var cursor = AssertionCursor(self)
    let text = try? cursor.consumeText()
    return text == self && cursor.next == nil ? self : inQuotes
  }
}
