import JSONText
import PprofWire
import ProfileModel

/// OpenTelemetry's profiles in JSON: whole numbers may be in quotes, names may be those of protobuf.
struct OTLPJSON {
  private let limits: ReadLimits
  private var document = OTLPDocument()
  private var count = 0

  /// Reads the document that comes next.
  static func document(
    _ json: inout JSONTokenizer, _ limits: ReadLimits
  ) throws -> OTLPDocument {
    var reader = OTLPJSON(limits: limits)
    try reader.object(&json) { key, json, reader in
      switch key {
      case "resourceProfiles": try reader.array(&json) { try $1.parseResource(&$0) }
      case "dictionary": try reader.object(&json) { try $2.parseTable($0, &$1) }
      default: break
      }
    }
    return reader.document
  }

  private init(limits: ReadLimits) { self.limits = limits }

  // MARK: Shapes

  /// Reads an object; `mapping_index` is `mappingIndex`.
  private mutating func object(
    _ json: inout JSONTokenizer,
    _ body: (_ key: String, inout JSONTokenizer, inout OTLPJSON) throws -> Void
  ) throws {
    try json.readObjectIfAny { key, json in try body(Self.camelCase(key), &json, &self) }
  }

  private mutating func array(
    _ json: inout JSONTokenizer, _ body: (inout JSONTokenizer, inout OTLPJSON) throws -> Void
  ) throws {
    try json.readArrayIfAny { json in
      try body(&json, &self)
      count += 1
      if count % 64 == 0 { try limits.check(memory: document.memory) }
    }
  }

  private static func camelCase(_ key: String) -> String {
    guard key.contains("_") else { return key }
    let words = key.split(separator: "_")
    return words.enumerated().map { index, word in
      index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }

  private static func numbers(_ json: inout JSONTokenizer) throws -> [Int] {
    var numbers: [Int] = []
    try json.readArrayIfAny { json in numbers.append(try index(&json)) }
    return numbers
  }

  /// An index, 0 if omitted; an invalid one is beyond every table.
  private static func index(_ json: inout JSONTokenizer) throws -> Int {
    try json.integer().flatMap { Int(exactly: $0) } ?? -1
  }

  private static func unsigned(_ json: inout JSONTokenizer) throws -> UInt64 {
    switch try json.kind() {
    case .number: try json.readNumber()
    case .string: try json.readString()
    default: return 0
    }
    var cursor = TextCursor(json.text)
    return cursor.decimal() ?? 0
  }

  // MARK: Resources

  private mutating func parseResource(_ json: inout JSONTokenizer) throws {
    document.resources.append(OTLPResource())
    let row = document.resources.count - 1
    try object(&json) { key, json, reader in
      switch key {
      case "resource":
        try reader.object(&json) { key, json, reader in
          guard key == "attributes" else { return }
          try reader.array(&json) { json, reader in
            reader.document.resources[row].attributes.append(try Self.pair(&json, depth: 0))
          }
        }
      case "scopeProfiles":
        try reader.array(&json) { json, reader in
          try reader.object(&json) { key, json, reader in
            guard key == "profiles" else { return }
            try reader.array(&json) { try $1.parseProfile(&$0) }
          }
        }
      default: break
      }
    }
  }

  private mutating func parseProfile(_ json: inout JSONTokenizer) throws {
    var profile = OTLPProfile()
    try object(&json) { key, json, reader in
      switch key {
      case "sampleType": (profile.type, profile.unit) = try reader.valueType(&json)
      case "periodType": (profile.periodType, profile.periodUnit) = try reader.valueType(&json)
      case "timeUnixNano": profile.time = try Self.unsigned(&json)
      case "durationNano": profile.duration = try Self.unsigned(&json)
      case "period": profile.period = try json.integer() ?? 0
      case "attributeIndices": profile.attributes = try Self.numbers(&json)
      case "samples":
        try reader.array(&json) { json, reader in
          try reader.parseSample(&json, &profile)
          if profile.stacks.count % 64 == 0 {
            try reader.limits.check(memory: profile.memory + reader.document.memory)
          }
        }
      default: break
      }
    }
    document.resources[document.resources.count - 1].profiles.append(profile)
  }

  private mutating func valueType(_ json: inout JSONTokenizer) throws -> (type: Int, unit: Int) {
    var (type, unit) = (0, 0)
    try object(&json) { key, json, _ in
      if key == "typeStrindex" { type = try Self.index(&json) }
      if key == "unitStrindex" { unit = try Self.index(&json) }
    }
    return (type, unit)
  }

  private mutating func parseSample(
    _ json: inout JSONTokenizer, _ profile: inout OTLPProfile
  ) throws {
    var sample = OTLPProfile.Sample()
    try object(&json) { key, json, reader in
      switch key {
      case "stackIndex": sample.stack = Int32(truncatingIfNeeded: try Self.index(&json))
      case "linkIndex": sample.link = Int32(truncatingIfNeeded: try Self.index(&json))
      case "attributeIndices":
        sample.attributes = try Self.numbers(&json).map { Int32(truncatingIfNeeded: $0) }
      case "values":
        try json.readArrayIfAny { sample.add(value: try $0.integer() ?? 0) }
      case "timestampsUnixNano":
        try json.readArrayIfAny { json in
          profile.note(time: try Self.unsigned(&json))
          sample.timeCount &+= 1
        }
      default: break
      }
    }
    profile.append(sample)
  }

  // MARK: Dictionary

  private mutating func parseTable(_ key: String, _ json: inout JSONTokenizer) throws {
    switch key {
    case "mappingTable": try array(&json) { try $1.parseMapping(&$0) }
    case "locationTable": try array(&json) { try $1.parseLocation(&$0) }
    case "functionTable": try array(&json) { try $1.parseFunction(&$0) }
    case "linkTable": try array(&json) { try $1.parseLink(&$0) }
    case "stringTable":
      try array(&json) { json, reader in
        let text = try json.textBytes() ?? []
        reader.document.dictionary.append(string: text.span)
      }
    case "attributeTable": try array(&json) { try $1.parseAttribute(&$0) }
    case "stackTable": try array(&json) { try $1.parseStack(&$0) }
    default: break
    }
  }

  private mutating func parseMapping(_ json: inout JSONTokenizer) throws {
    var mapping = OTLPDictionary.Mapping()
    try object(&json) { key, json, _ in
      switch key {
      case "memoryStart": mapping.start = try Self.unsigned(&json)
      case "memoryLimit": mapping.limit = try Self.unsigned(&json)
      case "fileOffset": mapping.offset = try Self.unsigned(&json)
      case "filenameStrindex": mapping.file = try Self.index(&json)
      case "attributeIndices": mapping.attributes = try Self.numbers(&json)
      default: break
      }
    }
    document.dictionary.mappings.append(mapping)
  }

  private mutating func parseLocation(_ json: inout JSONTokenizer) throws {
    var location = OTLPDictionary.Location()
    try object(&json) { key, json, reader in
      switch key {
      case "mappingIndex": location.mapping = try Self.index(&json)
      case "address": location.address = try Self.unsigned(&json)
      case "attributeIndices": location.attributes = try Self.numbers(&json)
      case "lines":
        try reader.array(&json) { json, reader in
          var line = OTLPDictionary.Line()
          try reader.object(&json) { key, json, _ in
            switch key {
            case "functionIndex": line.function = try Self.index(&json)
            case "line": line.line = try json.integer() ?? 0
            case "column": line.column = try json.integer() ?? 0
            default: break
            }
          }
          location.lines.append(line)
        }
      default: break
      }
    }
    document.dictionary.locations.append(location)
  }

  private mutating func parseFunction(_ json: inout JSONTokenizer) throws {
    var function = OTLPDictionary.Function()
    try object(&json) { key, json, _ in
      switch key {
      case "nameStrindex": function.name = try Self.index(&json)
      case "systemNameStrindex": function.systemName = try Self.index(&json)
      case "filenameStrindex": function.file = try Self.index(&json)
      case "startLine": function.startLine = try json.integer() ?? 0
      default: break
      }
    }
    document.dictionary.functions.append(function)
  }

  /// Ids are hexadecimal, as the specification wants them, or base64, as protobuf's own JSON has them.
  private mutating func parseLink(_ json: inout JSONTokenizer) throws {
    var link = OTLPDictionary.Link()
    try object(&json) { key, json, _ in
      if key == "traceId" { link.trace = Self.idBytes(try json.textBytes() ?? [], count: 16) }
      if key == "spanId" { link.span = Self.idBytes(try json.textBytes() ?? [], count: 8) }
    }
    document.dictionary.links.append(link)
  }

  private static func idBytes(_ text: ArraySlice<UInt8>, count: Int) -> [UInt8] {
    let digits = text.compactMap(\.hexadecimalDigit)
    if text.count == 2 * count, digits.count == text.count {
      return (0..<count).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
    }
    return Base64.decoded(Array(text)) ?? []
  }

  private mutating func parseStack(_ json: inout JSONTokenizer) throws {
    try object(&json) { key, json, reader in
      guard key == "locationIndices" else { return }
      try json.readArrayIfAny { json in
        let index = Int32(truncatingIfNeeded: try Self.index(&json))
        reader.document.dictionary.stackLocations.append(index)
      }
    }
    document.dictionary.stackEnds.append(document.dictionary.stackLocations.count)
  }

  private mutating func parseAttribute(_ json: inout JSONTokenizer) throws {
    var attribute = OTLPDictionary.Attribute()
    try object(&json) { key, json, _ in
      switch key {
      case "keyStrindex": attribute.key = try Self.index(&json)
      case "unitStrindex": attribute.unit = try Self.index(&json)
      case "value": attribute.value = try Self.value(&json, depth: 0)
      default: break
      }
    }
    document.dictionary.attributes.append(attribute)
  }

  // MARK: Values

  private static func pair(_ json: inout JSONTokenizer, depth: Int) throws -> OTLPPair {
    var pair = OTLPPair()
    try json.readObjectIfAny { key, json in
      if key == "key" { pair.key = Array(try json.textBytes() ?? []) }
      if key == "value" { pair.value = try value(&json, depth: depth) }
    }
    return pair
  }

  private static func value(_ json: inout JSONTokenizer, depth: Int) throws -> OTLPValue {
    guard depth < OTLPValue.deepest else {
      throw ContentError(.other("values are nested more than \(OTLPValue.deepest) levels deep"))
    }
    var result = OTLPValue.none
    try json.readObjectIfAny { key, json in
      switch camelCase(key) {
      case "stringValue": result = .text(Array(try json.textBytes() ?? []))
      case "stringValueStrindex": result = .textIndex(try index(&json))
      case "intValue": result = .integer(try json.integer() ?? 0)
      case "boolValue": result = .boolean(try json.kind() == .boolean ? json.readBoolean() : false)
      case "doubleValue":
        if try json.kind() == .string { try json.readString() } else { try json.readNumber() }
        result = .number(Double(String(decoding: json.text, as: UTF8.self)) ?? .nan)
      case "bytesValue": result = .bytes(Array(try json.textBytes() ?? []))
      case "arrayValue": result = .array(try values(&json) { try value(&$0, depth: depth + 1) })
      case "kvlistValue": result = .pairs(try values(&json) { try pair(&$0, depth: depth + 1) })
      default: break
      }
    }
    return result
  }

  /// The elements of the list `values` in an object.
  private static func values<Value>(
    _ json: inout JSONTokenizer, _ read: (inout JSONTokenizer) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try json.readObjectIfAny { key, json in
      if key == "values" { try json.readArrayIfAny { values.append(try read(&$0)) } }
    }
    return values
  }
}
