import JSONText
import ProfileModel

/// A table of a profile of Firefox by the names of its columns, whichever version wrote it.
///
/// A processed table has an array a column; one of Gecko has rows, and a schema that says which cell is which.
struct FirefoxTable {
  private var columns: [String: [DecimalNumber?]] = [:]
  private var schema: [String: Int] = [:]
  private var rows: [[DecimalNumber?]] = []
  /// What its weights are.
  private(set) var weightType = ""
  /// The columns that are read; a text in one of them means nothing.
  private static let known: Set<String> = [
    "frame", "prefix", "prefixOffset", "address", "inlineDepth", "func", "line", "column", "lib",
    "name", "fileName", "source", "lineNumber", "resource", "filename", "location", "stack",
    "weight", "time", "timeDeltas",
  ]

  /// How much memory it takes, about.
  private(set) var memory = 0

  mutating func read(_ json: inout JSONTokenizer, _ check: (_ memory: Int) throws -> Void) throws {
    self = FirefoxTable()
    try json.readObjectIfAny { key, json in
      switch key {
      case "weightType": weightType = try json.optionalText() ?? ""
      case "schema":
        try json.readObject { name, json in
          if let index = try json.integer() { schema[name] = Int(exactly: index) }
        }
      case "data" where try json.kind() == .array:
        try json.readArray { json in rows.append(try cells(&json, check)) }
      default:
        guard Self.known.contains(key), try json.kind() == .array else { return }
        columns[key] = try cells(&json, check)
      }
    }
    parseRows()
  }

  private mutating func cells(
    _ json: inout JSONTokenizer, _ check: (_ memory: Int) throws -> Void
  ) throws -> [DecimalNumber?] {
    var cells: [DecimalNumber?] = []
    guard try json.kind() == .array else { return [] }
    try json.readArray { json in
      let isNumber = try json.kind() == .number
      cells.append(isNumber ? try json.decimal() : nil)
      memory += MemoryLayout<DecimalNumber?>.stride
      if cells.count % 1024 == 0 { try check(memory) }
    }
    memory += 64
    try check(memory)
    return cells
  }

  /// Makes columns of the rows.
  private mutating func parseRows() {
    for (name, index) in schema where Self.known.contains(name) && index >= 0 {
      columns[name] = rows.map { $0.indices.contains(index) ? $0[index] : nil }
    }
    rows = []
  }

  // MARK: Cells

  /// How many rows there are, by a column that each has.
  func count(_ column: String) -> Int { columns[column]?.count ?? 0 }

  func has(_ column: String) -> Bool { columns[column] != nil }

  func decimal(_ column: String, _ row: Int) -> DecimalNumber? {
    guard let cells = columns[column], cells.indices.contains(row) else { return nil }
    return cells[row]
  }

  /// A whole number that is not negative: an index, a line, an address; nil for none.
  func index(_ column: String, _ row: Int) -> Int? {
    decimal(column, row)?.whole.flatMap { $0 >= 0 ? Int(exactly: $0) : nil }
  }

  /// An index of another table.
  ///
  /// - Throws: when it is beyond that table's end.
  func index(_ column: String, _ row: Int, of count: Int, _ name: String) throws(ContentError)
    -> Int?
  {
    guard let index = index(column, row) else { return nil }
    guard index < count else {
      throw ContentError(.reference(name, Int64(index) + 1, of: count), in: "row \(row + 1)")
    }
    return index
  }
}
