package import JSONText
package import ProfileAnalysis

/// A column of a report: its name, and what its cells are.
package struct TableColumn: Sendable {
  /// The kind of a column's cells.
  package enum Kind: Sendable {
    /// Names of the profile, which are code in a document: no character of them acts.
    case name
    /// Our own text.
    case text
    /// Our own text in a column of numbers.
    case figure
    /// A cell prepared for one format: nested values, Markdown.
    case ready
    case flag
    case count
    case number
    /// Values of a profile: for people in the unit of the writer, for programs in the profile's own, after the ratio.
    case value(ValueText)
    /// Parts of a total: in percent for people, from 0 to 1 with a sign for programs.
    case share(of: Int64)
  }

  /// What programs call it.
  package let key: String
  /// What people call it; may be empty.
  package let title: String
  package let kind: Kind
  /// The unit of the numbers; empty if they have none.
  package let unit: String

  init(_ key: String = "", title: String = "", _ kind: Kind, unit: String = "") {
    self.key = key
    self.title = title
    self.kind = kind
    self.unit = unit
  }

  /// Whether it stands to the right, as numbers do.
  var isFigure: Bool {
    switch kind {
    case .name, .text, .ready, .flag: false
    case .figure, .count, .number, .value, .share: true
    }
  }
}

/// A column with the cell that a row of something has there.
struct FilledColumn<Row> {
  let column: TableColumn
  let cell: (Row) -> TableCell

  init(
    _ key: String = "", title: String = "", _ kind: TableColumn.Kind, unit: String = "",
    _ cell: @escaping (Row) -> TableCell
  ) {
    column = TableColumn(key, title: title, kind, unit: unit)
    self.cell = cell
  }
}

/// The cell of a row in a column.
package enum TableCell: Sendable {
  /// Nothing is known: `null` for programs, empty for people.
  case none
  /// The row has no such thing: programs get no member of an object.
  case absent
  case text(String)
  case integer(Int64)
  case number(Double)
  case flag(Bool)
  /// Values in values.
  case nested(JSONValue)

  /// A name of the profile.
  static func name(_ bytes: some Collection<UInt8>) -> TableCell {
    .text(String(decoding: bytes, as: UTF8.self))
  }

  /// A text that may be unknown.
  static func optional(_ text: String?) -> TableCell { text.map { .text($0) } ?? .none }

  /// A number that may be unknown.
  static func optional(_ number: Int64?) -> TableCell { number.map { .integer($0) } ?? .none }
}
