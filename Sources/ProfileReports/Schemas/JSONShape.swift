package import JSONText

/// The shape of a JSON value, from which a JSON Schema is made.
package indirect enum JSONShape: Sendable {
  case text, integer, number, boolean
  /// One of a few texts.
  case choice([String])
  /// Always this text or number.
  case constant(JSONValue)
  /// This, or null where it is not known.
  case optional(JSONShape)
  case list(JSONShape)
  /// An object with any names, each with such a value.
  case map(JSONShape)
  case object([JSONMember])
  /// A shape that the schema defines under a name, to be written once.
  case reference(String)
  case any([JSONShape])

  /// A number, or null where it has no end or is not known.
  package static let measure = JSONShape.optional(.number)

  /// The schema: a JSON Schema of the draft 2020-12.
  package var schema: JSONValue { .object(keywords) }

  var keywords: [String: JSONValue] {
    switch self {
    case .text: ["type": "string"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .boolean: ["type": "boolean"]
    case .choice(let texts): ["enum": .array(texts.map { .text($0) })]
    case .constant(let value): ["const": value]
    case .optional(let shape): ["anyOf": [shape.schema, ["type": "null"]]]
    case .list(let shape): ["type": "array", "items": shape.schema]
    case .map(let shape): ["type": "object", "additionalProperties": shape.schema]
    case .object(let members): Self.object(members)
    case .reference(let name): ["$ref": .text("#/$defs/\(name)")]
    case .any(let shapes): ["anyOf": .array(shapes.map(\.schema))]
    }
  }

  private static func object(_ members: [JSONMember]) -> [String: JSONValue] {
    let properties = members.map { member in
      var keywords = member.shape.keywords
      if !member.meaning.isEmpty { keywords["description"] = .text(member.meaning) }
      return (member.name, JSONValue.object(keywords))
    }
    return [
      "type": "object", "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
      "required": .array(members.filter(\.isRequired).map { .text($0.name) }),
    ]
  }
}

/// A member of an object.
package struct JSONMember: Sendable {
  let name: String
  let shape: JSONShape
  let meaning: String
  let isRequired: Bool

  /// - `meaning`: what it is, for people; empty if its name says it.
  /// - `isRequired`: whether every such object has it.
  package init(
    _ name: String, _ shape: JSONShape, _ meaning: String = "", isRequired: Bool = true
  ) {
    self.name = name
    self.shape = shape
    self.meaning = meaning
    self.isRequired = isRequired
  }
}

/// The schema of a command's JSON, and of a line of its NDJSON.
package struct ReportSchema: Sendable {
  /// What it says that it is, behind `pproftool/`.
  package let name: String
  private let version: Int64
  private let title: String
  private let members: [JSONMember]
  private let definitions: [String: JSONShape]

  /// - `version`: what the member of that name says; it changes when another member changes its meaning or goes.
  /// - `members`: those of the document, without `schema` and `version`.
  /// - `definitions`: what members refer to; `line` is a line of NDJSON.
  package init(
    _ name: String, version: Int64 = 1, title: String, _ members: [JSONMember],
    definitions: [String: JSONShape]
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.members = members
    self.definitions = definitions
  }

  /// The members that say what a document is.
  private var head: [JSONMember] { Self.head(name, version) }

  package static func head(_ name: String, _ version: Int64) -> [JSONMember] {
    [
      JSONMember(
        "schema", .constant(.text("pproftool/\(name)")), "Identifies the kind of document"),
      JSONMember(
        "version", .constant(.integer(version)),
        "Changes when a member changes its meaning or is removed; new members may appear at any time"
      ),
    ]
  }

  /// A JSON Schema.
  package var value: JSONValue {
    Self.schema(name, title: title, .object(head + members), definitions: definitions)
  }

  /// A JSON Schema of documents of one shape.
  package static func schema(
    _ name: String, title: String, _ shape: JSONShape, definitions: [String: JSONShape] = [:]
  ) -> JSONValue {
    var keywords = shape.keywords
    keywords["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    keywords["$id"] = .text("pproftool/\(name)")
    keywords["title"] = .text(title)
    if !definitions.isEmpty { keywords["$defs"] = .object(definitions.mapValues(\.schema)) }
    return .object(keywords)
  }
}
