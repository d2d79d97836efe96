/// Where and why a text is no JSON.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// Something else stands where this is expected: `',' or ']' in the array 'weights'`.
    case expected(String)
    /// The text ends where this is expected.
    case ends(String)
    case tooDeep(limit: Int)
    case textTooLong(limit: Int)
  }
  /// How many bytes stand before it.
  package let offset: Int
  package let reason: Reason

  /// Whether the text is sound as far as it goes.
  package var isEarlyEnd: Bool {
    if case .ends = reason { true } else { false }
  }

  package var description: String { "at byte \(Self.grouped(offset)): \(sentence)" }

  private var sentence: String {
    switch reason {
    case .expected(let what): "expected \(what)"
    case .ends(let what): "the text ends here; expected \(what)"
    case .tooDeep(let limit): "objects and arrays are nested more than \(limit) levels deep"
    case .textTooLong(let limit): "a string is longer than \(limit) bytes"
    }
  }

  /// A number with a comma between each three digits.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
      let isBreak = index > 0 && (digits.count - index) % 3 == 0
      return (isBreak ? "," : "") + String(digits[index])
    }.joined()
  }
}
