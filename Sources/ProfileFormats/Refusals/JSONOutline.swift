import JSONText

/// The keys of a JSON text that show its kind: those of the outermost object, and of the first object in each of its
/// values.
///
/// Of `{"error": {"code": 5}, "list": [{"a": 1}, {"b": 2}]}` these are `error`, `code` in `error`, `list` and `a` in
/// `list`. The outermost value may be an array, whose first object is taken. A text that is cut or damaged has the keys
/// before that place.
struct JSONOutline: Sendable {
  /// A key and what belongs to it.
  struct Entry: Sendable {
    let key: [UInt8]
    /// The outermost key that it is in; nil when it is one.
    let parent: [UInt8]?
    /// The text of a string, or what a number or a word looks like; nil for an object or an array.
    let text: [UInt8]?
  }

  let entries: [Entry]

  /// The outline of a text; nil when it does not begin as JSON does, with an object or an array.
  init?(_ text: ArraySlice<UInt8>) {
    guard Self.begins(text) else { return nil }
    var scanner = JSONOutlineScanner(text)
    while scanner.consumeNext() {}
    entries = scanner.entries
  }

  private static func begins(_ text: ArraySlice<UInt8>) -> Bool {
    let next = text.dropFirst().first { $0 > 0x20 }
    switch text.first {
    case UInt8(ascii: "{"): return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    case UInt8(ascii: "["): return next == UInt8(ascii: "{") || next == UInt8(ascii: "]")
    default: return false
    }
  }
}

extension JSONOutline {
  /// The keys of the outermost object, in their order.
  var keys: [[UInt8]] { entries.filter { $0.parent == nil }.map(\.key) }

  /// Whether there is a key, in the first object of an outermost key's value if that is given.
  func has(_ key: String, in parent: String? = nil) -> Bool { entry(key, in: parent) != nil }

  /// The text of a key's value; nil for none, and for an object or array.
  func text(_ key: String, in parent: String? = nil) -> [UInt8]? { entry(key, in: parent)?.text }

  /// Whether the first object of an outermost key's value has a key that ends in a text.
  func hasKey(endingIn ending: String, in parent: String) -> Bool {
    entries.contains { entry in
      entry.parent?.elementsEqual(parent.utf8) == true
        && String(decoding: entry.key, as: UTF8.self).hasSuffix(ending)
    }
  }

  /// The same as a String.
  func word(_ key: String, in parent: String? = nil) -> String? {
    text(key, in: parent).map { String(decoding: $0, as: UTF8.self) }
  }

  private func entry(_ key: String, in parent: String?) -> Entry? {
    let (key, parent) = (Array(key.utf8), parent.map { Array($0.utf8) })
    return entries.first { $0.key == key && $0.parent == parent }
  }
}

/// Goes through a JSON text and notes the keys that an outline has, without recursion.
private struct JSONOutlineScanner {
  private(set) var entries: [JSONOutline.Entry] = []
  /// More keys than this tell nothing more: a service may have hundreds of variables.
  private static let mostEntries = 4096
  private static let deepest = 256

  /// An object or array that has begun.
  private struct Container {
    let isObject: Bool
    /// How many objects it is in, itself included.
    let depth: Int
    /// Whether its keys count.
    let isLooked: Bool
    /// Whether an object in it has begun.
    var hasObject = false
    /// The key whose value comes next.
    var key: [UInt8]?
  }
  private var open: [Container] = []
  /// The last key of the outermost object.
  private var outermost: [UInt8] = []
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// Consumes the next token; false at the end of the outermost value or of the text.
  mutating func consumeNext() -> Bool {
    guard let byte = rest.first else { return false }
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"): rest.removeFirst()
    case UInt8(ascii: "{"), UInt8(ascii: "["): return begin(isObject: byte == UInt8(ascii: "{"))
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      rest.removeFirst()
      open.removeLast()
      return !open.isEmpty
    case UInt8(ascii: "\""): return consumeString()
    default: consumeWord()
    }
    return true
  }

  private mutating func begin(isObject: Bool) -> Bool {
    guard open.count < Self.deepest, entries.count < Self.mostEntries else { return false }
    note(nil)
    let outer = open.last
    let isFirst = outer.map { $0.isLooked && ($0.isObject || !$0.hasObject) } ?? true
    if isObject, !open.isEmpty { open[open.count - 1].hasObject = true }
    let depth = (outer?.depth ?? 0) + (isObject ? 1 : 0)
    open.append(Container(isObject: isObject, depth: depth, isLooked: isFirst && depth <= 2))
    rest.removeFirst()
    return true
  }

  private mutating func consumeString() -> Bool {
    rest.removeFirst()
    guard let text = JSONStrings.decode(&rest) else { return false }
    if let last = open.last, last.isObject, last.key == nil {
      open[open.count - 1].key = text
    } else {
      note(text)
    }
    return true
  }

  private mutating func consumeWord() {
    let word = rest.prefix { $0 > 0x20 && !",:]}[{\"".utf8.contains($0) }
    rest = rest[word.endIndex...]
    note(Array(word))
  }

  /// Notes the value of the key before it, if that counts.
  private mutating func note(_ text: [UInt8]?) {
    guard let last = open.last, last.isObject, let key = last.key else { return }
    open[open.count - 1].key = nil
    guard last.isLooked else { return }
    if last.depth == 1 { outermost = key }
    entries.append(.init(key: key, parent: last.depth == 1 ? nil : outermost, text: text))
  }
}
