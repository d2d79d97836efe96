import CYaml

/// One step of a YAML document, with its place.
struct YAMLEvent {
  enum Kind {
    case scalar(String)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
    case alias
    case documentStart
    /// Starts and ends of streams and documents that say nothing.
    case other
    case streamEnd
  }
  let kind: Kind
  let start: TextPosition
  let end: TextPosition
  var isAnchored = false
  /// A tag that the file spells out.
  var tag: String?
}

/// The one owner of a libyaml parser over bytes that it keeps alive.
struct YAMLEvents: ~Copyable {
  /// libyaml's handlers hold the parser's address, so it lives in a cell of its own.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) throws(YAMLError) {
    parser = .allocate(capacity: 1)
    input = .allocate(capacity: bytes.count)
    _ = input.initialize(from: bytes)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      input.deallocate()
      throw YAMLError(position: TextPosition(line: 1, column: 1), reason: .outOfMemory)
    }
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; after `streamEnd` there is none.
  mutating func next() throws(YAMLError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return Self.read(event)
  }

  private func failure() -> YAMLError {
    guard parser.pointee.error != YAML_MEMORY_ERROR else {
      return YAMLError(position: Self.position(parser.pointee.mark), reason: .outOfMemory)
    }
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "this is not YAML"
    let isReading = parser.pointee.error == YAML_READER_ERROR
    let mark = isReading ? parser.pointee.mark : parser.pointee.problem_mark
    return YAMLError(position: Self.position(mark), reason: .syntax(Self.plain[problem] ?? problem))
  }

  /// What the parser calls by its own terms, in words that say what to do.
  private static let plain = [
    "found character that cannot start any token":
      "no value begins with this character: indent with spaces, not with tabs, and put other text in quotes",
    "mapping values are not allowed in this context":
      "a second ': ' in a line has to be in quotes, with the text around it",
    "did not find expected key": "this line is not indented like those that it belongs to",
    "did not find expected '-' indicator":
      "this line is not indented like those that it belongs to",
    "could not find expected ':'": "a key needs a ':' and a space behind it",
  ]

  private static func read(_ event: yaml_event_t) -> YAMLEvent {
    switch event.type {
    case YAML_SCALAR_EVENT: scalar(event)
    case YAML_SEQUENCE_START_EVENT:
      node(
        event, .sequenceStart, event.data.sequence_start.anchor, event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      node(event, .mappingStart, event.data.mapping_start.anchor, event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT: node(event, .sequenceEnd)
    case YAML_MAPPING_END_EVENT: node(event, .mappingEnd)
    case YAML_ALIAS_EVENT: node(event, .alias)
    case YAML_DOCUMENT_START_EVENT: node(event, .documentStart)
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: node(event, .streamEnd)
    default: node(event, .other)
    }
  }

  private static func scalar(_ event: yaml_event_t) -> YAMLEvent {
    let scalar = event.data.scalar
    let bytes = UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length))
    let text = String(decoding: bytes, as: UTF8.self)
    return node(event, .scalar(text), scalar.anchor, scalar.tag)
  }

  private static func node(
    _ event: yaml_event_t, _ kind: YAMLEvent.Kind, _ anchor: UnsafePointer<UInt8>? = nil,
    _ tag: UnsafePointer<UInt8>? = nil
  ) -> YAMLEvent {
    YAMLEvent(
      kind: kind, start: position(event.start_mark), end: position(event.end_mark),
      isAnchored: anchor != nil, tag: tag.map { String(cString: $0) })
  }

  private static func position(_ mark: yaml_mark_t) -> TextPosition {
    TextPosition(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
  }
}
