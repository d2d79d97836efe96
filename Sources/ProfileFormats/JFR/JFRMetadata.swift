import ProfileModel

/// The metadata of a chunk: a tree of elements, of which classes and their fields are kept.
struct JFRMetadata {
  struct Class {
    var name = ""
    var id: Int64 = 0
    var fields: [Field] = []
  }

  struct Field {
    var name = ""
    var classID: Int64 = 0
    var isPooled = false
    var isArray = false
  }

  private(set) var classes: [Class] = []
  private var texts: [String] = []
  private let limits: ReadLimits
  private var memory = 0

  /// Elements lie five deep in real recordings; it bounds recursion.
  private static let deepest = 32

  init(_ chunk: JFRChunk, _ limits: ReadLimits) throws(ContentError) {
    self.limits = limits
    guard JFRHeader.size..<chunk.bytes.count ~= Int(clamping: chunk.header.metadataAt) else {
      throw chunk.error("its metadata is at byte \(chunk.header.metadataAt) of the chunk", at: 24)
    }
    var cursor = chunk.cursor(at: Int(chunk.header.metadataAt))
    let start = cursor
    guard try cursor.enterEvent() == 0 else { throw start.error("an event is not metadata") }
    for _ in 0..<3 { _ = try cursor.integer() }  // Start, duration, id.
    for _ in 0..<(try cursor.count()) { try parseText(&cursor) }
    try parseElement(&cursor, depth: 0, in: nil)
  }

  private mutating func parseText(_ cursor: inout JFRCursor) throws(ContentError) {
    let start = cursor
    var bytes: [UInt8] = []
    switch try cursor.text() {
    case .none: break
    case .bytes(let text): bytes = text
    case .pooled: throw start.error("a string of the metadata is a constant")
    }
    texts.append(String(decoding: bytes, as: UTF8.self))
    try grow(32 + bytes.count)
  }

  private mutating func grow(_ bytes: Int) throws(ContentError) {
    memory += bytes
    try limits.check(memory: memory)
  }

  /// A text by its index.
  private func text(_ cursor: inout JFRCursor) throws(ContentError) -> String {
    let start = cursor
    let index = try cursor.integer()
    guard 0..<Int64(texts.count) ~= index else {
      throw start.error("refers to text \(index) of \(texts.count)")
    }
    return texts[Int(index)]
  }

  /// Moves over an element and those in it.
  ///
  /// - `parent`: the class that contains it; nil for none.
  private mutating func parseElement(
    _ cursor: inout JFRCursor, depth: Int, in parent: Int?
  ) throws(ContentError) {
    guard depth < Self.deepest else {
      throw cursor.error(
        "elements of the metadata are nested more than \(Self.deepest) levels deep")
    }
    let name = try text(&cursor)
    var attributes: [String: String] = [:]
    for _ in 0..<(try cursor.count()) { attributes[try text(&cursor)] = try text(&cursor) }
    let row = try parse(name, attributes, in: parent)
    for _ in 0..<(try cursor.count()) { try parseElement(&cursor, depth: depth + 1, in: row) }
  }

  /// Keeps an element that is a class or a field.
  ///
  /// - Returns: the index of the class; nil for anything else.
  private mutating func parse(
    _ element: String, _ attributes: [String: String], in parent: Int?
  ) throws(ContentError) -> Int? {
    func number(_ key: String) -> Int64 { attributes[key].flatMap { Int64($0) } ?? 0 }
    let name = attributes["name"] ?? ""
    switch element {
    case "class":
      classes.append(Class(name: name, id: number("id")))
      try grow(200 + name.utf8.count)
      return classes.count - 1
    case "field":
      guard let parent else { return nil }
      classes[parent].fields.append(
        Field(
          name: name, classID: number("class"), isPooled: attributes["constantPool"] == "true",
          isArray: number("dimension") > 0))
      try grow(120 + name.utf8.count)
      return nil
    default: return nil
    }
  }
}
