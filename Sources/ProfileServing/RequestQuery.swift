import ProfileModel

/// The query of a request: options with their values, in the order they came.
///
///     ?focus=listen&sample-index=alloc_space&cum
package struct RequestQuery: Equatable, Sendable {
  package struct Item: Equatable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
  }

  package private(set) var items: [Item] = []

  /// - Throws: `RequestQueryError` for what is no such list.
  package init(_ text: some Collection<UInt8>) throws(RequestQueryError) {
    for part in text.split(separator: UInt8(ascii: "&")) {
      let name = part.prefix { $0 != UInt8(ascii: "=") }
      let item = Item(
        name: try Self.decoded(name), value: try Self.decoded(part.dropFirst(name.count + 1)))
      guard value(item.name) == nil else { throw .twice(item.name) }
      items.append(item)
    }
  }

  package init(_ items: [Item]) { self.items = items }

  /// The value of an item; nil if there is none of that name.
  package func value(_ name: String) -> String? { items.first { $0.name == name }?.value }

  /// The query without some items.
  package func without(_ names: Set<String>) -> RequestQuery {
    RequestQuery(items.filter { !names.contains($0.name) })
  }

  /// The query as it stands in an address.
  package var text: String {
    items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
  }

  /// A text as a form encodes it, with what has no meaning of its own left as it is.
  package static func encoded(_ text: String) -> String { encoded(text.utf8) }

  /// The same of bytes that need be no text.
  package static func encoded(_ text: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text {
      bytes +=
        isPlain(byte)
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a byte means nothing but itself, by RFC 3986.
  package static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~".utf8.contains(byte)
    }
  }

  /// What a form encoded: `+` is a blank, `%41` a byte.
  package static func decoded(_ text: some Sequence<UInt8>) throws(RequestQueryError) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst()?.hexadecimalDigit,
          let low = rest.popFirst()?.hexadecimalDigit
        else { throw .badEscape }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else {
      throw .noText
    }
    return decoded
  }
}

/// Why a query cannot be read.
package enum RequestQueryError: Error, Equatable, CustomStringConvertible {
  case badEscape
  case noText
  case twice(String)

  package var description: String {
    switch self {
    case .badEscape: "the query has a % that is not followed by two hexadecimal digits"
    case .noText: "the query has bytes that are not UTF-8"
    case .twice(let name): "the query has '\(name)' twice"
    }
  }
}
