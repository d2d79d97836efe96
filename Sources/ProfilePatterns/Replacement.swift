/// A pattern, and what is put in place of each of its matches, as in `sed`.
///
/// In the text `\1` to `\9` are what a group matched, `\0` the whole match, and `\\` a backslash:
///
///     try Replacement(#"tenant/\w+"#, with: "tenant").applied(to: "tenant/acme.serve")   // tenant.serve
package struct Replacement: Sendable {
  /// What it was compiled from.
  package let pattern: String
  private let regex: SharedRegex
  private let text: [UInt8]

  /// - Throws: a `PatternError` for the pattern, a `ReplacementError` for the text.
  package init(_ pattern: String, with text: String) throws {
    let regex = SharedRegex(try Regex(compiling: pattern, hasGroups: true))
    try Self.check(text, groups: regex.regex.groupCount)
    (self.pattern, self.regex, self.text) = (pattern, regex, Array(text.utf8))
  }

  /// A text with each match replaced; nil if there is none.
  ///
  /// Bytes that are no UTF-8 count as U+FFFD each, and are that where anything is replaced.
  ///
  /// - Throws: that there is no memory for the result.
  package func applied(to text: ArraySlice<UInt8>) throws(PatternError) -> [UInt8]? {
    if let repaired = UTF8Repair.repaired(text.span) {
      return try regex.regex.replacing(in: repaired.span, with: self.text)
    }
    return try regex.regex.replacing(in: text.span, with: self.text)
  }

  private static func check(_ text: String, groups: Int) throws(ReplacementError) {
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else { continue }
      guard let next = rest.popFirst() else { throw .strayBackslash }
      if next == "\\" { continue }
      guard ("0"..."9").contains(next), let group = Int(String(next)) else {
        throw .strayBackslash
      }
      if group > groups { throw .noGroup(group, of: groups) }
    }
  }
}

extension Replacement: Equatable {
  /// Replacements are equal if they were made of the same texts.
  package static func == (left: Replacement, right: Replacement) -> Bool {
    left.pattern == right.pattern && left.text == right.text
  }
}

/// What is wrong with a text that is to be put in place of matches.
package enum ReplacementError: Error, Equatable, CustomStringConvertible {
  /// It refers to a group that the pattern does not have.
  case noGroup(Int, of: Int)
  /// A backslash is followed by neither a digit nor another.
  case strayBackslash

  package var description: String {
    switch self {
    case .noGroup(let group, 0): "\\\(group) means a group, but the pattern has none"
    case .noGroup(let group, let count):
      "\\\(group) means a group, but the pattern has only \(count)"
    case .strayBackslash: #"write a backslash as \\; \1 is what the first group matched"#
    }
  }
}
