/// What is wrong with a regular expression, in the words that Go has for it.
public struct PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of mistakes; the text is Go's.
  public enum Reason: String, Sendable {
    case badEscape = "invalid escape sequence"
    case badClass = "invalid character class"
    case badRange = "invalid character class range"
    case missingBracket = "missing closing ]"
    case missingParenthesis = "missing closing )"
    case unexpectedParenthesis = "unexpected )"
    case trailingBackslash = "trailing backslash at end of expression"
    case missingRepeatArgument = "missing argument to repetition operator"
    case badRepeatSize = "invalid repeat count"
    case badRepeatOperator = "invalid nested repetition operator"
    case badPerlOperator = "invalid or unsupported Perl syntax"
    case badUTF8 = "invalid UTF-8"
    case badName = "invalid named capture"
    case tooLarge = "expression too large"
  }

  /// What is wrong with it.
  public let reason: Reason
  /// The part of the pattern that is meant.
  public let fragment: String
  /// Where the fragment begins in the pattern, in bytes; nil when RE2 does not say.
  public let offset: Int?

  init(_ reason: Reason, fragment: String, in pattern: String) {
    self.reason = reason
    self.fragment = fragment
    offset = fragment.isEmpty ? nil : PatternError.position(of: fragment, in: pattern)
  }

  /// What is wrong, as a sentence.
  public var description: String {
    let what = "error parsing regexp: \(reason.rawValue)"
    return fragment.isEmpty ? what : "\(what): `\(fragment)`"
  }

  /// The first place of a text in another, in bytes.
  private static func position(of fragment: String, in pattern: String) -> Int? {
    let (part, whole) = (Array(fragment.utf8), Array(pattern.utf8))
    guard part.count <= whole.count else { return nil }
    return (0...whole.count - part.count).first { whole[$0..<$0 + part.count].elementsEqual(part) }
  }
}

extension PatternError.Reason {
  /// The reason for a value of RE2::ErrorCode; its internal errors come of patterns that are too large.
  init(code: Int32) {
    let reasons: [Self] = [
      .tooLarge, .tooLarge, .badEscape, .badClass, .badRange, .missingBracket, .missingParenthesis,
      .unexpectedParenthesis, .trailingBackslash, .missingRepeatArgument, .badRepeatSize,
      .badRepeatOperator, .badPerlOperator, .badUTF8, .badName, .tooLarge,
    ]
    self = reasons.indices.contains(Int(code)) ? reasons[Int(code)] : .tooLarge
  }
}
