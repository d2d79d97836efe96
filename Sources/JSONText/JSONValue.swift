package import ProfileModel

/// A value of JSON (RFC 8259), written with the keys of each object in the order of their bytes.
///
/// Build one for a row of a report, not for all of a long report, and write the rows one by one.
package enum JSONValue: Sendable, Equatable {
  case object([String: JSONValue])
  case array([JSONValue])
  case text(String)
  case integer(Int64)
  /// A number in the shortest form that gives it back; what is not finite becomes `null`.
  case number(Double)
  case boolean(Bool)
  case null
  /// What was written before, on one line: for what comes often.
  case written([UInt8])
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  /// - Precondition: no key comes twice.
  package init(dictionaryLiteral pairs: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: pairs))
  }
  package init(arrayLiteral values: JSONValue...) { self = .array(values) }
  package init(stringLiteral text: String) { self = .text(text) }
  package init(integerLiteral number: Int64) { self = .integer(number) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
  /// Writes the value over several lines, or over one for a line of NDJSON; no line feed at the end.
  package func write(to sink: inout ByteSink, onOneLine: Bool = false) {
    write(to: &sink, indent: onOneLine ? nil : 0)
  }

  /// - `indent`: how far the lines of the value are indented; nil for one line.
  private func write(to sink: inout ByteSink, indent: Int?) {
    switch self {
    case .object(let pairs):
      let sorted = pairs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.write(members: sorted, to: &sink, indent: indent)
    case .array(let values):
      Self.write(values, in: "[", "]", to: &sink, indent: indent) { value, sink, indent in
        value.write(to: &sink, indent: indent)
      }
    case .text(let text): Self.write(text: text, to: &sink)
    case .integer(let number): sink.write(decimal: number)
    case .number(let number): sink.write(number.isFinite ? "\(number)" : "null")
    case .boolean(let value): sink.write(value ? "true" : "false")
    case .null: sink.write("null")
    case .written(let line): sink.write(bytes: line[...])
    }
  }

  /// Writes an object with a long array over several lines, the last with its line feed; `body` writes the array's
  /// items one by one, so that memory does not grow with them.
  ///
  /// - `isItemALine`: whether each item, and each other member, is on one line.
  package static func write<Item>(
    _ members: [String: JSONValue], _ name: String, _ items: some Sequence<Item>,
    isItemALine: Bool = false, to sink: inout ByteSink,
    _ body: (Item, inout ByteSink, _ indent: Int?) -> Void
  ) {
    let names = (members.keys + [name]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    write(names, in: "{", "}", to: &sink, indent: 0) { member, sink, indent in
      write(text: member, to: &sink)
      sink.write(": ")
      guard member == name else {
        return (members[member] ?? .null).write(to: &sink, indent: isItemALine ? nil : indent)
      }
      write(items, in: "[", "]", to: &sink, indent: indent) { item, sink, indent in
        body(item, &sink, isItemALine ? nil : indent)
      }
    }
    sink.write("\n")
  }

  /// Writes an object whose members come in the order of their names.
  ///
  /// - `indent`: how far its lines are indented; nil for one line.
  package static func write(
    members: some Sequence<(key: String, value: JSONValue)>, to sink: inout ByteSink, indent: Int?
  ) {
    write(members, in: "{", "}", to: &sink, indent: indent) { member, sink, indent in
      write(text: member.key, to: &sink)
      sink.write(indent == nil ? ":" : ": ")
      member.value.write(to: &sink, indent: indent)
    }
  }

  private static func write<Item>(
    _ items: some Sequence<Item>, in open: String, _ close: String, to sink: inout ByteSink,
    indent: Int?,
    _ body: (Item, inout ByteSink, _ indent: Int?) -> Void
  ) {
    sink.write(open)
    var isEmpty = true
    for item in items {
      if sink.hasFailed { break }
      if !isEmpty { sink.write(",") }
      isEmpty = false
      newLine(to: &sink, indent: indent.map { $0 + 2 })
      body(item, &sink, indent.map { $0 + 2 })
    }
    if !isEmpty { newLine(to: &sink, indent: indent) }
    sink.write(close)
  }

  private static func newLine(to sink: inout ByteSink, indent: Int?) {
    guard let indent else { return }
    sink.write("\n" + String(repeating: " ", count: indent))
  }

  private static func write(text: String, to sink: inout ByteSink) {
    sink.write(bytes: JSONString.quoted(text)[...])
  }
}

extension JSONValue {
  /// The value on one line.
  package var line: [UInt8] { ByteSink.bytes { write(to: &$0, onOneLine: true) } }

  /// The value as it is written on one line, for what comes often.
  package var spelledOut: JSONValue { .written(line) }

  /// An array in the same way; its values are made one by one.
  package static func spelledOut(_ values: some Sequence<JSONValue>) -> JSONValue {
    .written(
      ByteSink.bytes {
        write(values, in: "[", "]", to: &$0, indent: nil) { $0.write(to: &$1, indent: $2) }
      })
  }
}

extension JSONValue {
  /// A label as programs get it.
  package init(_ label: Label, _ strings: StringTable) {
    switch label.value {
    case .text(let text):
      self = ["key": .text(strings[label.key]), "text": .text(strings[text])]
    case .number(let number, let unit):
      self = [
        "key": .text(strings[label.key]), "number": .integer(number), "unit": .text(strings[unit]),
      ]
    }
  }
}
