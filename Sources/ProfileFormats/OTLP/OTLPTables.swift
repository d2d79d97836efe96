import JSONText
import PprofWire
import ProfileModel

/// The tables of a document with their ids in a profile; each entry is made on first use.
struct OTLPTables {
  private let dictionary: OTLPDictionary
  private var strings: [StringID] = []
  private var mappings: [Int: MappingID] = [:]
  private var locations: [Int: LocationID] = [:]
  private var stacks: [Int: StackID] = [:]
  private var labels: [Int: [Label]] = [:]
  /// The mappings of all documents, so that equal ones are one.
  private(set) var known: [Mapping: MappingID]
  private let keepsIDs: Bool
  /// What well-known attributes are called here.
  private static let names = [
    "thread.name": "thread", "thread.id": "tid", "process.pid": "pid",
    "process.executable.name": "process",
  ]

  init(
    _ dictionary: OTLPDictionary, known: [Mapping: MappingID], keepsIDs: Bool,
    _ builder: inout ProfileBuilder
  ) {
    (self.dictionary, self.known, self.keepsIDs) = (dictionary, known, keepsIDs)
    for row in 0..<dictionary.stringCount {
      strings.append(builder.string(dictionary.strings.bytes(of: StringID(UInt32(row))).span))
    }
  }

  /// An index that is in its table; 0 always is, since it means nothing.
  private func checked(
    _ index: Int, _ count: Int, _ name: String, _ context: String
  ) throws(ContentError) -> Int {
    guard index == 0 || 0..<count ~= index else {
      throw ContentError(.reference(name, Int64(index), of: count), in: context)
    }
    return index
  }

  // MARK: Texts and values

  func string(_ index: Int, _ context: String) throws(ContentError) -> StringID {
    let index = try checked(index, strings.count, "text", context)
    return index == 0 ? .empty : strings[index]
  }

  /// A value as a text: texts as they are, others as JSON has them.
  func text(of value: OTLPValue, _ builder: ProfileBuilder) -> String {
    switch value {
    case .text(let bytes), .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .textIndex(let index):
      strings.indices.contains(index) ? builder.text(strings[index]) : ""
    case .none: ""
    default: String(decoding: json(value, builder).line, as: UTF8.self)
    }
  }

  private func json(_ value: OTLPValue, _ builder: ProfileBuilder) -> JSONValue {
    switch value {
    case .none: .null
    case .text, .textIndex, .bytes: .text(text(of: value, builder))
    case .integer(let number): .integer(number)
    case .boolean(let isTrue): .boolean(isTrue)
    case .number(let number): .number(number)
    case .array(let values): .array(values.map { json($0, builder) })
    case .pairs(let pairs):
      .object(
        Dictionary(
          pairs.map { (String(decoding: $0.key, as: UTF8.self), json($0.value, builder)) },
          uniquingKeysWith: { $1 }))
    }
  }

  /// The key and value of an attribute; nil for the empty one.
  func attribute(
    _ index: Int, _ context: String
  ) throws(ContentError) -> (key: StringID, value: OTLPValue)? {
    let index = try checked(index, dictionary.attributes.count, "attribute", context)
    guard index > 0 else { return nil }
    let attribute = dictionary.attributes[index]
    if case .textIndex(let text) = attribute.value { _ = try string(text, context) }
    return (try string(attribute.key, context), attribute.value)
  }

  // MARK: Labels

  mutating func labels(
    _ attributes: ArraySlice<Int32>, _ context: String, _ builder: inout ProfileBuilder
  ) throws -> [Label] {
    var all: [Label] = []
    for index in attributes {
      if let known = labels[Int(index)] {
        all += known
      } else {
        let made = try labels(of: Int(index), context, &builder)
        labels[Int(index)] = made
        all += made
      }
    }
    return all
  }

  private func labels(
    of index: Int, _ context: String, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> [Label] {
    guard let (key, value) = try attribute(index, context) else { return [] }
    if !keepsIDs, builder.text(key) == "thread.id" { return [] }
    let name = Self.names[builder.text(key)].map { builder.string($0) } ?? key
    let unit = try string(dictionary.attributes[index].unit, context)
    var values = [value]
    if case .array(let elements) = value, elements.allSatisfy(Self.isPlain) { values = elements }
    return values.map { value in
      if case .integer(let number) = value {
        return Label(key: name, value: .number(number, unit: unit))
      }
      return Label(key: name, value: .text(builder.string(text(of: value, builder))))
    }
  }

  /// Whether a value in a list can be a label by itself.
  private static func isPlain(_ value: OTLPValue) -> Bool {
    switch value {
    case .text, .textIndex, .integer: true
    default: false
    }
  }

  /// The span that was running, as labels.
  func link(
    _ index: Int, _ context: String, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> [Label] {
    let index = try checked(index, dictionary.links.count, "link", context)
    guard index > 0 else { return [] }
    let link = dictionary.links[index]
    return [("trace_id", link.trace), ("span_id", link.span)].map { key, bytes in
      Label(key: builder.string(key), value: .text(builder.string(bytes.hexadecimal)))
    }
  }

  // MARK: Stacks

  mutating func stack(
    _ index: Int, _ context: String, _ builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> StackID {
    if let stack = stacks[index] { return stack }
    let row = try checked(index, dictionary.stackEnds.count, "stack", context)
    guard row > 0 else { return .empty }
    let frames = dictionary.locations(ofStack: row)
    try limits.check(depth: frames.count)
    var made: [LocationID] = []
    for frame in frames { made.append(try location(Int(frame), "stack \(row)", &builder)) }
    let stack = builder.stack(made)
    stacks[index] = stack
    return stack
  }

  private mutating func location(
    _ index: Int, _ context: String, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> LocationID {
    if let location = locations[index] { return location }
    let row = try checked(index, dictionary.locations.count, "location", context)
    let entry =
      dictionary.locations.indices.contains(row) ? dictionary.locations[row] : .init()
    let context = "location \(row)"
    var lines: [ProfileBuilder.Line] = []
    for line in entry.lines {
      guard let function = try function(line.function, context, &builder) else { continue }
      lines.append(.init(function: function, number: line.line, column: line.column))
    }
    let location = builder.location(
      lines: lines, address: entry.address, mapping: try mapping(entry.mapping, context, &builder),
      isFolded: try isTrue("pprof.location.is_folded", entry.attributes, context, builder))
    locations[index] = location
    return location
  }

  private func function(
    _ index: Int, _ context: String, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> FunctionID? {
    let row = try checked(index, dictionary.functions.count, "function", context)
    guard row > 0 else { return nil }
    let entry = dictionary.functions[row]
    let context = "function \(row)"
    let name = try string(entry.name, context)
    let system = try string(entry.systemName, context)
    return builder.function(
      name: name, systemName: system == .empty ? name : system,
      filename: try string(entry.file, context), startLine: entry.startLine)
  }

  private mutating func mapping(
    _ index: Int, _ context: String, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> MappingID? {
    if let mapping = mappings[index] { return mapping }
    let row = try checked(index, dictionary.mappings.count, "mapping", context)
    guard row > 0 else { return nil }
    let entry = dictionary.mappings[row]
    let context = "mapping \(row)"
    var mapping = Mapping(
      id: 0, start: entry.start, limit: entry.limit, fileOffset: entry.offset,
      filename: try string(entry.file, context))
    for kind in ["gnu", "go", "htlhash"] where mapping.buildID == .empty {
      let key = "process.executable.build_id.\(kind)"
      if let value = try value(of: key, entry.attributes, context, builder) {
        mapping.buildID = builder.string(text(of: value, builder))
      }
    }
    try parseFlags(of: entry, context, builder, &mapping)
    let id = known[mapping] ?? builder.addMapping(mapping)
    known[mapping] = id
    mappings[index] = id
    return id
  }

  private func parseFlags(
    of entry: OTLPDictionary.Mapping, _ context: String, _ builder: ProfileBuilder,
    _ mapping: inout Mapping
  ) throws(ContentError) {
    func flag(_ name: String) throws(ContentError) -> Bool {
      try isTrue("pprof.mapping.has_\(name)", entry.attributes, context, builder)
    }
    mapping.hasFunctions = try flag("functions")
    mapping.hasFilenames = try flag("filenames")
    mapping.hasLineNumbers = try flag("line_numbers")
    mapping.hasInlineFrames = try flag("inline_frames")
  }

  private func value(
    of key: String, _ attributes: [Int], _ context: String, _ builder: ProfileBuilder
  ) throws(ContentError) -> OTLPValue? {
    for index in attributes {
      if let found = try attribute(index, context), builder.text(found.key) == key {
        return found.value
      }
    }
    return nil
  }

  private func isTrue(
    _ key: String, _ attributes: [Int], _ context: String, _ builder: ProfileBuilder
  ) throws(ContentError) -> Bool {
    try value(of: key, attributes, context, builder) == .boolean(true)
  }
}
