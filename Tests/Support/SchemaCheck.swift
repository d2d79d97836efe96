/// Checks documents against a JSON Schema, by the keywords that the program's schemas use; another keyword is an
/// error.
///
/// It is stricter than the standard: a member that is not in the schema is an error too, unless the schema describes
/// other members. So a test finds members that are written but not described; `unseen` lists those that are described
/// but were not written.
package struct SchemaCheck {
  private let root: JSONDocument
  private var seen: Set<String> = []

  package init(_ schema: JSONDocument) { root = schema }

  /// The errors in a document, each with its path.
  ///
  /// - `definition`: the part of the schema under `$defs` to use; nil for the whole schema.
  package mutating func errors(in document: JSONDocument, as definition: String? = nil) -> [String]
  {
    let pointer = definition.map { "#/$defs/\($0)" } ?? "#"
    guard let schema = schema(at: pointer) else { return ["there is no \(pointer)"] }
    let result = check(document, schema, pointer, at: "$")
    seen.formUnion(result.seen)
    return result.errors
  }

  /// The members that no document had so far, by their paths in the schema.
  package var unseen: [String] {
    Self.members(of: root, "#").filter { !seen.contains($0) }.sorted()
  }

  private typealias Result = (errors: [String], seen: Set<String>)

  private static let ignored: Set = ["$schema", "$id", "$defs", "title", "description", "format"]

  private func schema(at pointer: String) -> JSONDocument? {
    pointer.split(separator: "/").dropFirst().reduce(root) { $0?[String($1)] }
  }

  private func check(
    _ value: JSONDocument, _ schema: JSONDocument, _ pointer: String, at path: String
  ) -> Result {
    guard case .object(let keywords) = schema else { return (["\(pointer) is no schema"], []) }
    var result: Result = ([], [])
    for (keyword, given) in keywords where !Self.ignored.contains(keyword) {
      let found = check(value, keyword, given, in: schema, pointer, at: path)
      result.errors += found.errors
      result.seen.formUnion(found.seen)
    }
    return result
  }

  private func check(
    _ value: JSONDocument, _ keyword: String, _ given: JSONDocument, in schema: JSONDocument,
    _ pointer: String, at path: String
  ) -> Result {
    switch keyword {
    case "type":
      let types = given.elements.isEmpty ? [given] : given.elements
      let isOne = types.contains { Self.isOf($0, value) }
      return (isOne ? [] : ["\(path): \(value) is not \(given)"], [])
    case "enum": return (given.elements.contains(value) ? [] : ["\(path): \(value)"], [])
    case "const": return (given == value ? [] : ["\(path): \(value), not \(given)"], [])
    case "$ref":
      guard case .text(let target) = given, let schema = self.schema(at: target) else {
        return (["\(pointer): refers to nothing"], [])
      }
      return check(value, schema, target, at: path)
    case "anyOf":
      let results = given.elements.enumerated().map { index, option in
        check(value, option, "\(pointer)/anyOf/\(index)", at: path)
      }
      return results.first { $0.errors.isEmpty } ?? (results.flatMap(\.errors), [])
    case "items":
      return merged(
        value.elements.enumerated().map { index, element in
          check(element, given, "\(pointer)/items", at: "\(path)[\(index)]")
        })
    case "required":
      let missing = given.elements.compactMap { name -> String? in
        guard case .text(let name) = name, value[name] == nil else { return nil }
        return "\(path): \(name) is not there"
      }
      return (missing, [])
    case "properties":
      return members(of: value, given, schema["additionalProperties"], pointer, path)
    case "additionalProperties":
      guard schema["properties"] == nil, case .object(let members) = value else { return ([], []) }
      return merged(members.map { check($1, given, "\(pointer)/\(keyword)", at: "\(path).\($0)") })
    default: return (["\(pointer): the keyword \(keyword) is not known"], [])
    }
  }

  private func members(
    of value: JSONDocument, _ properties: JSONDocument, _ additional: JSONDocument?,
    _ pointer: String, _ path: String
  ) -> Result {
    guard case .object(let members) = value else { return ([], []) }
    return merged(
      members.map { name, member in
        let here = "\(pointer)/properties/\(name)"
        guard let schema = properties[name] else {
          return (["\(path): \(name) is not in the schema"], [])
        }
        let found = check(member, schema, here, at: "\(path).\(name)")
        return (found.errors, found.seen.union([here]))
      })
  }

  private func merged(_ results: [Result]) -> Result {
    (results.flatMap(\.errors), results.reduce(into: []) { $0.formUnion($1.seen) })
  }

  private static func isOf(_ type: JSONDocument, _ value: JSONDocument) -> Bool {
    switch (type, value) {
    case (.text("object"), .object), (.text("array"), .array), (.text("string"), .text),
      (.text("number"), .number), (.text("boolean"), .boolean), (.text("null"), .null):
      true
    case (.text("integer"), .number(let number)): number == number.rounded()
    default: false
    }
  }

  private static func members(of schema: JSONDocument, _ pointer: String) -> [String] {
    switch schema {
    case .object(let keywords):
      keywords.flatMap { keyword, value in
        let here = "\(pointer)/\(keyword)"
        guard keyword == "properties", case .object(let properties) = value else {
          return members(of: value, here)
        }
        return properties.flatMap { ["\(here)/\($0)"] + members(of: $1, "\(here)/\($0)") }
      }
    case .array(let elements):
      elements.enumerated().flatMap { members(of: $1, "\(pointer)/\($0)") }
    default: []
    }
  }
}
