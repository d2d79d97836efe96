/// The pairs of logfmt, `level=info msg="a b" count=3`, as slog and logrus write them.
enum Logfmt {
  /// All pairs of a record, with their values unquoted; what is no pair is passed over.
  static func pairs(in record: ArraySlice<UInt8>) -> [(key: [UInt8], value: [UInt8])] {
    var pairs: [(key: [UInt8], value: [UInt8])] = []
    var cursor = TextCursor(record)
    while !cursor.isAtEnd {
      cursor.skipBlanks()
      let key = cursor.prefix { $0 == UInt8(ascii: "=") || isBlank($0) }
      guard cursor.skip("=") else { continue }
      let isQuoted = cursor.rest.first == UInt8(ascii: "\"")
      let value = isQuoted ? GoQuoted.parse(&cursor) : Array(cursor.prefix(until: isBlank))
      guard let value else { break }
      pairs.append((Array(key), value))
    }
    return pairs
  }

  /// The value of a key; nil when a record has none.
  static func value(of key: [UInt8], in record: ArraySlice<UInt8>) -> [UInt8]? {
    pairs(in: record).first { $0.key == key }?.value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// A record of comma-separated values (RFC 4180), which may go over several lines.
enum CSVRecord {
  /// Whether a record goes on behind these bytes: a quotation mark is open.
  static func isOpen(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count { $0 == UInt8(ascii: "\"") } % 2 == 1
  }

  /// The fields of a record, unquoted; nil when one is quoted in another way.
  static func fields(of record: ArraySlice<UInt8>) -> [[UInt8]]? {
    var cursor = TextCursor(record.last == 0x0D ? record.dropLast() : record)
    var fields: [[UInt8]] = []
    repeat {
      let isQuoted = cursor.rest.first == UInt8(ascii: "\"")
      let field = isQuoted ? quoted(&cursor) : Array(cursor.prefix { $0 == UInt8(ascii: ",") })
      guard let field else { return nil }
      fields.append(field)
    } while cursor.skip(",")
    return cursor.isAtEnd ? fields : nil
  }

  /// Moves over a quoted field, in which two quotation marks mean one.
  private static func quoted(_ cursor: inout TextCursor) -> [UInt8]? {
    var parts: [ArraySlice<UInt8>] = []
    while cursor.skip("\"") {
      parts.append(cursor.prefix { $0 == UInt8(ascii: "\"") })
      guard cursor.skip("\"") else { return nil }
    }
    return Array(parts.joined(separator: [UInt8(ascii: "\"")]))
  }
}

/// The control characters that syslog daemons write as `#` and three octal digits: `#011` for a tab.
enum SyslogEscapes {
  /// Whether a line may hold a tab or a line feed written so.
  static func mayBe(in line: ArraySlice<UInt8>) -> Bool {
    line.firstRange(of: "#011") != nil || line.firstRange(of: "#012") != nil
  }

  /// A line with its tabs and line feeds.
  static func decoded(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "#"), rest.starts(with: "011") || rest.starts(with: "012") {
        text.append(rest[rest.startIndex + 2] == UInt8(ascii: "1") ? 0x09 : 0x0A)
        rest = rest.dropFirst(3)
      } else {
        text.append(byte)
      }
    }
    return text
  }
}

/// Escape sequences for terminals between the letters of a text (ECMA-48).
enum TerminalText {
  private static let escape: UInt8 = 0x1B

  static func mayBe(in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.span.firstIndex(of: escape, in: 0..<bytes.count) != nil
  }

  /// A line without the sequences that colour it, move in it or name a window.
  static func stripped(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      if byte == escape { dropSequence(&rest) } else { text.append(byte) }
    }
    return text
  }

  private static func dropSequence(_ rest: inout ArraySlice<UInt8>) {
    switch rest.popFirst() {
    case UInt8(ascii: "["):
      // Parameters, then one final byte.
      rest = rest.drop { !(0x40...0x7E ~= $0) }.dropFirst()
    case UInt8(ascii: "]"):
      rest = rest.drop { $0 != 0x07 && $0 != escape }
      if rest.popFirst() == escape { _ = rest.popFirst() }
    case UInt8(ascii: "("), UInt8(ascii: ")"): _ = rest.popFirst()
    default: break
    }
  }
}
