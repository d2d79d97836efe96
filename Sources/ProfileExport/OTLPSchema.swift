/// The fields of OpenTelemetry's messages that are written, as its JSON calls them.
enum OTLPSchema {
  enum Kind: Sendable {
    case message(Message)
    /// Whole numbers of 64 bits, which JSON has in quotes.
    case wide
    /// The same without a sign.
    case address
    case index
    case text, boolean
    /// Bytes in hexadecimal digits.
    case identity
  }

  struct Field: Sendable {
    let name: String
    let kind: Kind
    /// Whether it is a list, even of one.
    let isList: Bool

    init(_ name: String, _ kind: Kind, isList: Bool = false) {
      (self.name, self.kind, self.isList) = (name, kind, isList)
    }
  }

  enum Message: CaseIterable, Hashable, Sendable {
    case data, resourceProfiles, resource, pair, value, array, scopeProfiles, scope, profile
    case valueType, sample, dictionary, mapping, location, line, function, link, attribute, stack
  }

  /// A field by its number; nil for one that is never written.
  static func field(_ number: UInt64, of message: Message) -> Field? {
    all[message]?[number]
  }

  private static let all = Dictionary(
    uniqueKeysWithValues: Message.allCases.map { ($0, fields(of: $0)) })

  private static func fields(of message: Message) -> [UInt64: Field] {
    switch message {
    case .data, .resourceProfiles, .resource, .scopeProfiles, .scope: sources(message)
    case .pair, .value, .array, .attribute: values(message)
    case .profile, .valueType, .sample: profiles(message)
    default: tables(message)
    }
  }

  private static let attributes = Field("attributeIndices", .index, isList: true)

  private static func list(_ name: String, _ message: Message) -> Field {
    Field(name, .message(message), isList: true)
  }

  private static func sources(_ message: Message) -> [UInt64: Field] {
    switch message {
    case .data:
      [
        1: list("resourceProfiles", .resourceProfiles),
        2: Field("dictionary", .message(.dictionary)),
      ]
    case .resourceProfiles:
      [1: Field("resource", .message(.resource)), 2: list("scopeProfiles", .scopeProfiles)]
    case .resource: [1: list("attributes", .pair)]
    case .scopeProfiles: [1: Field("scope", .message(.scope)), 2: list("profiles", .profile)]
    default: [1: Field("name", .text)]
    }
  }

  private static func values(_ message: Message) -> [UInt64: Field] {
    switch message {
    case .pair: [1: Field("key", .text), 2: Field("value", .message(.value))]
    case .value:
      [
        1: Field("stringValue", .text), 2: Field("boolValue", .boolean),
        3: Field("intValue", .wide), 5: Field("arrayValue", .message(.array)),
      ]
    case .array: [1: list("values", .value)]
    default:
      [
        1: Field("keyStrindex", .index), 2: Field("value", .message(.value)),
        3: Field("unitStrindex", .index),
      ]
    }
  }

  private static func profiles(_ message: Message) -> [UInt64: Field] {
    switch message {
    case .profile:
      [
        1: Field("sampleType", .message(.valueType)), 2: list("samples", .sample),
        3: Field("timeUnixNano", .address), 4: Field("durationNano", .address),
        5: Field("periodType", .message(.valueType)), 6: Field("period", .wide), 11: attributes,
      ]
    case .valueType: [1: Field("typeStrindex", .index), 2: Field("unitStrindex", .index)]
    default:
      [1: Field("stackIndex", .index), 2: attributes, 4: Field("values", .wide, isList: true)]
    }
  }

  private static func tables(_ message: Message) -> [UInt64: Field] {
    switch message {
    case .dictionary:
      [
        1: list("mappingTable", .mapping), 2: list("locationTable", .location),
        3: list("functionTable", .function), 4: list("linkTable", .link),
        5: Field("stringTable", .text, isList: true), 6: list("attributeTable", .attribute),
        7: list("stackTable", .stack),
      ]
    case .mapping:
      [
        1: Field("memoryStart", .address), 2: Field("memoryLimit", .address),
        3: Field("fileOffset", .address), 4: Field("filenameStrindex", .index), 5: attributes,
      ]
    case .location:
      [
        1: Field("mappingIndex", .index), 2: Field("address", .address), 3: list("lines", .line),
        4: attributes,
      ]
    case .line:
      [
        1: Field("functionIndex", .index), 2: Field("line", .wide), 3: Field("column", .wide),
      ]
    case .function:
      [
        1: Field("nameStrindex", .index), 2: Field("systemNameStrindex", .index),
        3: Field("filenameStrindex", .index), 4: Field("startLine", .wide),
      ]
    case .link: [1: Field("traceId", .identity), 2: Field("spanId", .identity)]
    default: [1: Field("locationIndices", .index, isList: true)]
    }
  }
}
