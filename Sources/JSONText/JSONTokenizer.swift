package import ProfileModel

/// Pulls the values of a JSON text (RFC 8259) out of a source one by one, however large it is.
///
/// It stands before a value, of which the caller says what it is to be; what is not taken of an object's members is
/// passed over. Nothing is kept but the containers that are open, so memory grows with depth alone.
///
///     try json.readObject { key, json in
///       if key == "weights" { try json.readArray { json in total += try json.readInteger() ?? 0 } }
///     }
///
/// `NaN` and `Infinity` are refused. A key that comes twice is given twice.
package struct JSONTokenizer: ~Copyable {
  /// What a value begins as.
  package enum Kind: Sendable, Equatable {
    case object, array, string, number, boolean, null

    /// How errors call it.
    var name: String {
      switch self {
      case .object: "an object"
      case .array: "an array"
      case .string: "a string"
      case .number: "a number"
      case .boolean: "true or false"
      case .null: "null"
      }
    }
  }

  /// An object or array that is open.
  struct Container {
    let isObject: Bool
    /// The key that it is the value of; empty for none.
    let name: String
    var isEmpty = true
  }

  /// How many objects and arrays may be in one another.
  package static let deepest = 100_000

  var bytes: JSONBytes
  var open: [Container] = []
  /// Whether a value comes next.
  var isBeforeValue = true
  /// The last key that was moved to.
  package private(set) var key = ""
  /// Where in the block the last text or number stands; nil for one that had escapes.
  var span: Range<Int>? = 0..<0
  /// The last text if it had escapes.
  var unescaped: [UInt8] = []

  package init(_ source: consuming ByteSource) { bytes = JSONBytes(source) }

  /// How many bytes stand before what comes next.
  package var offset: Int { bytes.offset }

  /// How many objects and arrays are open.
  package var depth: Int { open.count }

  /// The bytes of the text or number that was read last; gone with the next one.
  package var text: ArraySlice<UInt8> { span.map { bytes.block[$0] } ?? unescaped[...] }

  // MARK: Containers

  /// Moves into an object.
  package mutating func beginObject() throws { try begin(.object) }

  /// Moves into an array.
  package mutating func beginArray() throws { try begin(.array) }

  /// Moves to the next member of the innermost object, before the value of its `key`; false behind its end.
  package mutating func nextKey() throws -> Bool {
    guard try nextItem() else { return false }
    guard try bytes.peek() == UInt8(ascii: "\"") else { throw try expected("a key in quotes") }
    try consumeString()
    key = String(decoding: text, as: UTF8.self)
    guard try bytes.peek() == UInt8(ascii: ":") else { throw try expected("':' after a key") }
    bytes.position += 1
    isBeforeValue = true
    return true
  }

  /// Moves to the next element of the innermost array; false behind its end.
  package mutating func nextElement() throws -> Bool {
    isBeforeValue = try nextItem()
    return isBeforeValue
  }

  private mutating func begin(_ kind: Kind) throws {
    guard try self.kind() == kind else { throw try expected(kind.name) }
    guard open.count < Self.deepest else {
      throw JSONError(offset: offset, reason: .tooDeep(limit: Self.deepest))
    }
    bytes.position += 1
    let isNamed = open.last?.isObject ?? false
    open.append(Container(isObject: kind == .object, name: isNamed ? key : ""))
    isBeforeValue = false
  }

  /// Moves over a comma, or over the end of the innermost container.
  private mutating func nextItem() throws -> Bool {
    if isBeforeValue { try skipValue() }
    guard let last = open.last else { return false }
    let end = last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    let byte = try bytes.peek()
    if byte == end {
      bytes.position += 1
      open.removeLast()
      return false
    }
    if last.isEmpty {
      open[open.count - 1].isEmpty = false
      if byte == nil { throw try expected(last.isObject ? "a key or '}'" : "a value or ']'") }
      return true
    }
    guard byte == UInt8(ascii: ",") else {
      throw try expected("',' or '\(last.isObject ? "}" : "]")'")
    }
    bytes.position += 1
    return true
  }

  // MARK: Places

  /// What the value that comes next begins as.
  package mutating func kind() throws -> Kind {
    guard isBeforeValue else { throw try expected("a value") }
    switch try bytes.peek() {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), .some(0x30...0x39): return .number
    default: throw try expected("a value")
    }
  }

  /// Whether nothing but blanks comes after the value that was read last; if not, another value may be read.
  package mutating func isAtEnd() throws -> Bool {
    guard try bytes.peek() != nil else { return true }
    isBeforeValue = true
    return false
  }

  /// Makes sure that nothing but blanks comes after the value that was read last.
  package mutating func readEnd() throws {
    if try !isAtEnd() { throw try expected("the end of the text") }
  }

  /// An error at the next byte, which says in which container it is.
  mutating func expected(_ what: String) throws -> JSONError {
    let isEnd = try bytes.peek() == nil
    let context = open.last.map { container in
      let name = container.name.isEmpty ? "" : " '\(container.name.prefix(40))'"
      return container.isObject ? " in the object\(name)" : " in the array\(name)"
    }
    let text = what + (context ?? "")
    return JSONError(offset: offset, reason: isEnd ? .ends(text) : .expected(text))
  }
}
