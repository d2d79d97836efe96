package import Foundation

/// A JSON document, read by Foundation: a second opinion on the program's output.
package enum JSONDocument: Decodable, Equatable {
  case object([String: JSONDocument])
  case array([JSONDocument])
  case text(String)
  case number(Double)
  case boolean(Bool)
  case null

  package init(_ bytes: Data) throws {
    self = try JSONDecoder().decode(JSONDocument.self, from: bytes)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONDocument].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONDocument].self))
    }
  }

  /// The member of an object; nil if there is none, or if this is not an object.
  package subscript(name: String) -> JSONDocument? {
    if case .object(let members) = self { return members[name] }
    return nil
  }

  var elements: [JSONDocument] {
    if case .array(let elements) = self { return elements }
    return []
  }
}
