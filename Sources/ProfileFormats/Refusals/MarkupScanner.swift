/// Goes through a text of HTML or XML, however broken it is: tags, and what stands between them.
struct MarkupScanner {
  enum Token {
    /// A tag, its name in small letters; that of `</p>` ends an element.
    case tag(name: [UInt8], isEnd: Bool)
    case text(ArraySlice<UInt8>)
  }
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// The next tag or text; nil at the end. Comments, scripts and styles are passed over.
  mutating func next() -> Token? {
    while let byte = rest.first {
      guard byte == UInt8(ascii: "<"), Self.beginsTag(rest.dropFirst().first) else {
        return .text(consumeText())
      }
      if rest.starts(with: "<!--") {
        skip(past: "-->")
      } else {
        return consumeTag()
      }
    }
    return nil
  }

  private static func beginsTag(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || "/!?".utf8.contains(byte)
  }

  /// Consumes the text before the next `<`; one that begins no tag is text.
  private mutating func consumeText() -> ArraySlice<UInt8> {
    let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }

  private mutating func consumeTag() -> Token {
    rest.removeFirst()
    let isEnd = rest.first == UInt8(ascii: "/")
    if isEnd { rest.removeFirst() }
    let name = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    let lowercased = name.lowercased
    rest = rest[name.endIndex...]
    skip(past: ">")
    if !isEnd { skipContent(of: lowercased) }
    return .tag(name: lowercased, isEnd: isEnd)
  }

  /// Moves over what is no text for people, up to the tag that ends it.
  private mutating func skipContent(of name: [UInt8]) {
    if name.elementsEqual("script".utf8) { skip(to: "</script") }
    if name.elementsEqual("style".utf8) { skip(to: "</style") }
  }

  private mutating func skip(past mark: StaticString) {
    rest = rest.firstRange(of: mark).map { rest[$0.upperBound...] } ?? []
  }

  private mutating func skip(to mark: StaticString) {
    rest = rest.firstRange(of: mark).map { rest[$0.lowerBound...] } ?? []
  }
}

/// The HTML entities in titles and messages: `&amp;`, `&#39;`, `&#x2014;`.
enum MarkupEntities {
  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "mdash": "—",
    "ndash": "–", "hellip": "…", "middot": "·", "bull": "•", "copy": "©", "laquo": "«",
    "raquo": "»", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
  ]
  /// No entity is longer.
  private static let longest = 10

  /// A text with its entities replaced by characters; unknown ones stay.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "&"),
        let end = rest.prefix(longest).firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(rest[..<end])
      else {
        result.append(byte)
        continue
      }
      result += Array(String(scalar).utf8)
      rest = rest[(end + 1)...]
    }
    return result
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else {
      return named[String(decoding: name, as: UTF8.self)]
    }
    var cursor = TextCursor(name.dropFirst())
    let number =
      cursor.skip("x") || cursor.skip("X") ? cursor.hexadecimalDigits() : cursor.decimal()
    guard cursor.isAtEnd, let number, let value = UInt32(exactly: number) else { return nil }
    return Unicode.Scalar(value)
  }
}
