/// A place in a text: lines and columns are counted from 1, columns in Unicode scalars.
package struct TextPosition: Hashable, Sendable, Comparable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A part of a YAML document: a text, a list or a mapping, and where it begins.
package struct YAMLNode: Sendable {
  /// What a node holds.
  package enum Content: Sendable {
    /// A text as it was meant: quotes taken away, escapes resolved. Numbers are texts, too.
    case scalar(String)
    case sequence([YAMLNode])
    /// The entries in the order of the file; no two keys are equal.
    case mapping([YAMLEntry])
  }
  /// Where the node begins.
  package let position: TextPosition
  package let content: Content
  /// Where the first character of a scalar stands, if all its characters stand in the file as they
  /// are, in one line: `abc` and `"abc"`, but not `"a\tbc"`.
  let textPosition: TextPosition?

  /// The place of a scalar's character; the place of the node where that cannot be told.
  ///
  /// - `offset`: how many Unicode scalars stand before it.
  package func position(ofOffset offset: Int) -> TextPosition {
    guard let textPosition else { return position }
    return TextPosition(line: textPosition.line, column: textPosition.column + offset)
  }

  /// Whether `position(ofOffset:)` finds a scalar's characters.
  package var knowsOffsets: Bool { textPosition != nil }
}

/// A key of a mapping, where it stands, and its value.
package struct YAMLEntry: Sendable {
  package let key: String
  package let position: TextPosition
  package let value: YAMLNode
}
