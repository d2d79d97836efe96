package import JSONText
package import ProfileAnalysis

/// A column of a report: what it is called, and what its cells are.
package struct TableColumn: Sendable {
  /// What the cells of a column are.
  package enum Kind: Sendable {
    /// Names of the profile, which are code in a document: no character of them acts.
    case name
    /// Words of ours.
    case words
    /// Words of ours that stand where numbers do.
    case figure
    /// What only the format can hold that the table is for: values in values, Markdown.
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
  /// What the numbers are in; empty if they are bare.
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
    case .name, .words, .ready, .flag: false
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

/// What a row has in a column.
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

  /// A text that may not be known.
  static func optional(_ text: String?) -> TableCell { text.map { .text($0) } ?? .none }

  /// A number that may not be known.
  static func optional(_ number: Int64?) -> TableCell { number.map { .integer($0) } ?? .none }
}
