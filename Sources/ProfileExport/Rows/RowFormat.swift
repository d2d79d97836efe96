import JSONText
import ProfileModel

/// What rows are written as.
package enum RowFormat: String, CaseIterable, Sendable {
  /// An object of JSON a line.
  case ndjson
  /// As RFC 4180 has it, with a line of names; a text that is empty has quotes, and what is missing has none.
  case csv
  /// With tabs between, and backslashes before tabs, line ends and backslashes, as ClickHouse and PostgreSQL read it.
  case tsv

  /// How names of its files end.
  package var ending: String { ".\(rawValue)" }

  // MARK: Cells

  /// A text; what is not UTF-8 in it becomes U+FFFD.
  func cell(_ text: ArraySlice<UInt8>) -> [UInt8] { cell(String(decoding: text, as: UTF8.self)) }

  func cell(_ text: String) -> [UInt8] {
    switch self {
    case .ndjson: JSONString.quoted(text)
    case .csv: Self.quotedField(text)
    case .tsv: Self.escapedField(text)
    }
  }

  /// A text, or the cell of an unknown one.
  func cell(_ text: String?) -> [UInt8] { text.map { cell($0) } ?? missing }

  func cell(_ number: Int64) -> [UInt8] { Array("\(number)".utf8) }

  /// Texts by texts, or a list: JSON in every format.
  func cell(_ value: JSONValue) -> [UInt8] {
    self == .ndjson ? value.line : cell(String(decoding: value.line, as: UTF8.self))
  }

  private var missing: [UInt8] {
    switch self {
    case .ndjson: Array("null".utf8)
    case .csv: []
    case .tsv: Array(#"\N"#.utf8)
    }
  }

  private static func quotedField(_ text: String) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let acts = text.utf8.contains { $0 == quote || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard acts || text.isEmpty || text.utf8.first == 0x20 || text.utf8.last == 0x20 else {
      return Array(text.utf8)
    }
    return [quote] + text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  private static func escapedField(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x09: Array(#"\t"#.utf8)
      case 0x0A: Array(#"\n"#.utf8)
      case 0x0D: Array(#"\r"#.utf8)
      case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
      default: [byte]
      }
    }
  }
}

/// The text around the cells of a row.
struct RowLine {
  /// The text before each cell.
  let prefixes: [[UInt8]]
  let end: [UInt8]
  /// The heading line; empty if there is none.
  let heading: [UInt8]

  init(_ columns: [RowColumn], _ format: RowFormat) {
    let separator = Array((format == .tsv ? "\t" : ",").utf8)
    let names = columns.map(\.name)
    guard format == .ndjson else {
      prefixes = columns.indices.map { $0 == 0 ? [] : separator }
      end = Array("\n".utf8)
      heading = names.map { Array($0.utf8) }.joined(separator: separator) + end
      return
    }
    prefixes = names.enumerated().map { index, name in
      Array(((index == 0 ? "{" : ",") + "\"\(name)\":").utf8)
    }
    end = Array("}\n".utf8)
    heading = []
  }

  /// Writes a row with a cell a column.
  func write(_ cells: [[UInt8]], to sink: inout ByteSink) {
    sink.write(bytes: joined(cells, from: 0)[...])
    sink.write(bytes: end[...])
  }

  /// Some cells of a row, the first that of a column, each behind what stands before it.
  func joined(_ cells: [[UInt8]], from column: Int) -> [UInt8] {
    zip(prefixes[column...], cells).flatMap { $0 + $1 }
  }
}
