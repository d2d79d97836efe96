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
    items.map { item in
      [item.name, item.value].map { PercentEncoding.encoded($0.utf8) }.joined(separator: "=")
    }.joined(separator: "&")
  }

  /// What a form encoded: `+` is a blank, `%41` a byte.
  package static func decoded(_ text: some Sequence<UInt8>) throws(RequestQueryError) -> String {
    let blanked = text.lazy.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    guard let bytes = PercentEncoding.decoded(blanked) else { throw .badEscape }
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
