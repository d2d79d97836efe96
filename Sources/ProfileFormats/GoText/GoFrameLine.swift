/// A line that the Go runtime prints under a stack of addresses for each function in it.
///
///     #	0x6843ab	main.worker+0x2b	router/main.go:22
struct GoFrameLine {
  /// The address of the call.
  let address: UInt64
  /// The function's name; empty when it is not known.
  let function: ArraySlice<UInt8>
  /// Where the code begins that the address lies in, which inlined functions share.
  let entry: UInt64
  let file: ArraySlice<UInt8>
  let line: Int64

  /// The frame that a line says; nil when it is none.
  init?(_ text: ArraySlice<UInt8>) {
    var cursor = TextCursor(text)
    guard cursor.skip("#\t"), let address = cursor.hexadecimal() else { return nil }
    self.address = address
    guard !cursor.isAtEnd else {
      (function, entry, file, line) = ([], address, [], 0)
      return
    }
    guard let (function, offset) = Self.function(&cursor), cursor.skip("\t") else { return nil }
    cursor.skipBlanks()
    let place = cursor.rest
    guard let colon = place.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    var number = TextCursor(place[(colon + 1)...])
    guard let line = number.signedDecimal(), number.isAtEnd else { return nil }
    self.function = function
    entry = address &- offset
    file = place[..<colon]
    self.line = line
  }

  /// The column `name+0x2b`, up to its tab.
  private static func function(
    _ cursor: inout TextCursor
  ) -> (name: ArraySlice<UInt8>, offset: UInt64)? {
    guard cursor.skip("\t") else { return nil }
    cursor.skipBlanks()
    let column = cursor.prefix { $0 == UInt8(ascii: "\t") }
    guard let plus = column.lastIndex(of: UInt8(ascii: "+")) else { return nil }
    var offset = TextCursor(column[(plus + 1)...])
    guard let number = offset.hexadecimal(), offset.isAtEnd else { return nil }
    return (column[..<plus], number)
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
