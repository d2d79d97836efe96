import ProfilePatterns

/// A regular expression of a selector, between slashes: `/\.listen$/`.
package struct SelectorPattern: Equatable, Sendable {
  /// The text between the slashes, `\/` included.
  package let text: String
  let compiled: Pattern

  /// - `column`: where the first slash stands, for the error.
  init(_ text: String, at column: SourceColumn = SourceColumn(1)) throws(AssertionError) {
    self.text = text
    do {
      compiled = try Pattern(text)
    } catch {
      let before = text.utf8.prefix(error.offset ?? 0)
      let scalars = String(decoding: before, as: UTF8.self).unicodeScalars.count
      throw AssertionError(
        column: column.number + 1 + scalars, reason: .sentence(error.description))
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.text == right.text }
}
