package import JSONText

/// A JSON Schema of the tables.
package enum RowSchema {
  /// One object with a definition a table; each describes a row.
  ///
  /// - `isWide`: whether samples repeat the columns of their profile and stack.
  package static func schema(isWide: Bool = false) -> JSONValue {
    let tables = RowTable.allCases.map { table in
      (table.rawValue, object(table, table.columns(isWide: isWide && table == .samples)))
    }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "pproftool/rows", "title": "Rows of profiles for SQL engines",
      "description":
        "What `pproftool rows` writes: each line of NDJSON is one of these; CSV and TSV have the same columns in the order of `required`.",
      "anyOf": .array(
        RowTable.allCases.map { ["$ref": .text("#/$defs/\($0.rawValue)")] }),
      "$defs": .object(Dictionary(uniqueKeysWithValues: tables)),
    ]
  }

  private static func object(_ table: RowTable, _ columns: [RowColumn]) -> JSONValue {
    let properties = columns.map { column in
      (
        column.name,
        JSONValue.object(
          type(of: column.kind).merging(["description": .text(column.meaning)]) { $1 })
      )
    }
    return [
      "type": "object", "description": .text(table.summary), "additionalProperties": false,
      "required": .array(columns.map { .text($0.name) }),
      "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
    ]
  }

  private static func type(of kind: RowColumn.Kind) -> [String: JSONValue] {
    switch kind {
    case .text: ["type": "string"]
    case .optionalText: ["type": ["string", "null"]]
    case .integer: ["type": "integer"]
    case .time: ["type": ["string", "null"], "format": "date-time"]
    case .map: ["type": "object", "additionalProperties": ["type": "string"]]
    case .texts: ["type": "array", "items": ["type": "string"]]
    case .integers: ["type": "array", "items": ["type": "integer"]]
    }
  }
}
