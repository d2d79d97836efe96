/// A line that the Go runtime prints under a stack of addresses for each function in it.
///
///     #	0x6843ab	main.worker+0x2b	router/main.go:22
///
/// Blanks may replace its tabs, as many as a terminal needed: a name ends at the last `+0x2b` followed by a blank,
/// and may hold blanks itself.
struct GoFrameLine {
  /// The address of the call.
  let address: UInt64
  /// The function's name; empty when it is not known.
  let function: ArraySlice<UInt8>
  /// Where the code begins that the address lies in, which inlined functions share.
  let entry: UInt64
  let file: ArraySlice<UInt8>
  let line: Int64

  /// Parses a line as a frame; nil if it is not one.
  init?(_ text: ArraySlice<UInt8>) {
    guard var cursor = Self.addressCursor(text), let address = cursor.hexadecimal() else {
      return nil
    }
    self.address = address
    cursor.skipBlanks()
    guard !cursor.isAtEnd else {
      (function, entry, file, line) = ([], address, [], 0)
      return
    }
    guard let (function, offset, source) = Self.columns(cursor.rest),
      let colon = source.lastIndex(of: UInt8(ascii: ":"))
    else { return nil }
    var number = TextCursor(source[(colon + 1)...])
    guard let line = number.signedDecimal(), number.isAtEnd else { return nil }
    self.function = function
    entry = address &- offset
    file = source[..<colon]
    self.line = line
  }

  /// A frame of which only the address is known.
  init(address: UInt64) {
    self.address = address
    (function, entry, file, line) = ([], address, [], 0)
  }

  /// The address alone, of a line whose rest is not understood; nil if it has none.
  init?(addressOf text: ArraySlice<UInt8>) {
    var cursor = Self.addressCursor(text)
    guard let address = cursor?.hexadecimal() else { return nil }
    self.init(address: address)
  }

  /// Whether a line is one of these: it begins with a mark and an address.
  static func begins(_ text: ArraySlice<UInt8>) -> Bool { addressCursor(text) != nil }

  /// A cursor at the address of a line; nil when it has none.
  private static func addressCursor(_ text: ArraySlice<UInt8>) -> TextCursor? {
    var cursor = TextCursor(text)
    guard cursor.skip("#") else { return nil }
    cursor.skipBlanks()
    return cursor.rest.starts(with: "0x") ? cursor : nil
  }

  /// The columns `name+0x2b` and `file:line`.
  private static func columns(
    _ text: ArraySlice<UInt8>
  ) -> (name: ArraySlice<UInt8>, offset: UInt64, source: ArraySlice<UInt8>)? {
    var rest = text
    while let plus = rest.lastRange(of: "+0x") {
      var offset = TextCursor(text[(plus.lowerBound + 1)...])
      if let number = offset.hexadecimal(), offset.rest.first == 0x09 || offset.rest.first == 0x20 {
        offset.skipBlanks()
        return (text[..<plus.lowerBound], number, offset.rest.trimmedAtEnd)
      }
      rest = text[..<plus.lowerBound]
    }
    return nil
  }
}

/// The line `# labels: {"key":"value", …}` under a stack.
enum GoLabelLine {
  static let mark: StaticString = "# labels: {"

  /// The labels that a line says; nil when it is damaged.
  static func parse(_ line: ArraySlice<UInt8>) -> [(key: [UInt8], value: [UInt8])]? {
    var cursor = TextCursor(line)
    guard cursor.skip(mark) else { return nil }
    var labels: [(key: [UInt8], value: [UInt8])] = []
    if cursor.skip("}") { return labels }
    while true {
      guard let key = GoQuoted.parse(&cursor), cursor.skip(":"),
        let value = GoQuoted.parse(&cursor)
      else { return nil }
      labels.append((key, value))
      if cursor.skip("}") { return cursor.isAtEnd ? labels : nil }
      guard cursor.skip(", ") else { return nil }
    }
  }
}
