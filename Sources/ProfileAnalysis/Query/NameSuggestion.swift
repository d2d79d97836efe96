package import ProfileModel
package import ProfilePatterns

/// The pattern that was perhaps meant by one that matches nothing: a name, in which brackets mean nothing.
package enum NameSuggestion {
  /// The escaped form of a pattern's text; nil if there is no reason to believe that it is a name.
  ///
  /// One is that some name of the profile holds the text as it stands, another that the text has brackets and
  /// nothing that only patterns have.
  package static func text(for pattern: Pattern, in profile: borrowing Profile) -> String? {
    let escaped = Pattern.escaped(pattern.text)
    guard escaped != pattern.text, let literal = try? Pattern(escaped) else { return nil }
    return looksLikeName(pattern.text) || profile.hasName(literal) ? escaped : nil
  }

  /// The message that suggests the escaped form of a pattern.
  package static func advice(_ escaped: String) -> String {
    "to match it as a name, write '\(escaped)'"
  }

  private static func looksLikeName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: { "()[]{}".utf8.contains($0) }) else { return false }
    return !bytes.indices.contains { index in
      let next = bytes[(index + 1)...].prefix(2)
      switch bytes[index] {
      case UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "|"),
        UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        return true
      // A star behind a bracket is that of a pointer.
      case UInt8(ascii: "*"): return index == 0 || !"([".utf8.contains(bytes[index - 1])
      // As in `[.]`.
      case UInt8(ascii: "["): return next.elementsEqual(".]".utf8)
      default: return false
      }
    }
  }
}

extension Profile {
  /// Whether the name of a function, a file or a binary matches.
  fileprivate borrowing func hasName(_ pattern: Pattern) -> Bool {
    let texts = functions.names + functions.filenames + mappings.map(\.filename.index)
    return Set(texts).contains { pattern.matches(strings.bytes(of: StringID($0))) }
  }
}
