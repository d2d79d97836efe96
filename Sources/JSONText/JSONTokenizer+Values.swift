extension JSONTokenizer {
  /// Reads an object: `body` is called before the value of each key, which it need not take.
  package mutating func readObject(
    _ body: (_ key: String, inout JSONTokenizer) throws -> Void
  ) throws {
    try beginObject()
    while try nextKey() { try body(key, &self) }
  }

  /// Reads an array: `body` is called before each element, which it need not take.
  package mutating func readArray(_ body: (inout JSONTokenizer) throws -> Void) throws {
    try beginArray()
    while try nextElement() { try body(&self) }
  }

  /// Moves over a text, which is then `text`.
  package mutating func readString() throws {
    guard try kind() == .string else { throw try expected(Kind.string.name) }
    try consumeString()
    isBeforeValue = false
  }

  /// Moves over a number, which is then `text`, as it is written.
  package mutating func readNumber() throws {
    guard try kind() == .number else { throw try expected(Kind.number.name) }
    var start = bytes.position
    while true {
      while bytes.position < bytes.block.count, Self.isNumberByte(bytes.block[bytes.position]) {
        bytes.position += 1
      }
      guard bytes.position == bytes.block.count, try bytes.extend(from: &start) else { break }
    }
    span = start..<bytes.position
    guard Self.isNumber(text) else {
      bytes.position = start
      throw try expected(Kind.number.name)
    }
    isBeforeValue = false
  }

  /// Moves over a number; nil for one that has a fraction or an exponent, or does not fit.
  package mutating func readInteger() throws -> Int64? {
    if let number = try readShortInteger() { return number }
    try readNumber()
    return Self.integer(text)
  }

  /// Moves over digits that end within the block and surely fit, as nearly all indices do; nil without moving for
  /// any other number. It takes a third of the time.
  private mutating func readShortInteger() throws -> Int64? {
    guard try kind() == .number else { return nil }
    let end = min(bytes.block.count, bytes.position + 18)
    var (position, number) = (bytes.position, Int64(0))
    while position < end, case let digit = bytes.block[position] &- 0x30, digit < 10 {
      number = number * 10 + Int64(digit)
      position += 1
    }
    guard position > bytes.position, position < bytes.block.count,
      !Self.isNumberByte(bytes.block[position])
    else { return nil }
    (span, bytes.position) = (bytes.position..<position, position)
    isBeforeValue = false
    return number
  }

  /// Moves over `true` or `false`.
  package mutating func readBoolean() throws -> Bool {
    guard try kind() == .boolean else { throw try expected(Kind.boolean.name) }
    let isTrue = try bytes.peek() == UInt8(ascii: "t")
    try consumeWord(isTrue ? "true" : "false")
    return isTrue
  }

  /// Moves over `null` if it comes next; false without moving when it does not.
  package mutating func readNull() throws -> Bool {
    guard try kind() == .null else { return false }
    try consumeWord("null")
    return true
  }

  /// Moves over the value that comes next, whatever it is.
  package mutating func skipValue() throws {
    let depth = open.count
    repeat {
      if isBeforeValue { try skipOne() } else { try moveInSkipped() }
    } while open.count > depth || isBeforeValue
  }

  /// Moves to the next value of a container that is skipped, or behind its end.
  private mutating func moveInSkipped() throws {
    if open.last?.isObject == true { _ = try nextKey() } else { _ = try nextElement() }
  }

  /// Moves over a scalar, or into a container.
  private mutating func skipOne() throws {
    switch try kind() {
    case .object: try beginObject()
    case .array: try beginArray()
    case .string: try skipString()
    case .number: try readNumber()
    case .boolean: _ = try readBoolean()
    case .null: _ = try readNull()
    }
  }
}

// MARK: Texts

extension JSONTokenizer {
  /// Moves over a text in quotes, which `text` then gives without its escapes.
  mutating func consumeString() throws {
    bytes.position += 1
    var start = bytes.position
    var hasEscapes = false
    while true {
      while bytes.position < bytes.block.count {
        let byte = bytes.block[bytes.position]
        bytes.position += 1
        if byte == UInt8(ascii: "\"") {
          return try endString(start..<bytes.position - 1, hasEscapes)
        }
        guard byte == UInt8(ascii: "\\") else { continue }
        hasEscapes = true
        if bytes.position == bytes.block.count, try !bytes.extend(from: &start) { break }
        bytes.position += 1
      }
      guard try bytes.extend(from: &start) else {
        throw try expected("'\"' at the end of the string")
      }
    }
  }

  private mutating func endString(_ range: Range<Int>, _ hasEscapes: Bool) throws {
    span = range
    guard hasEscapes else { return }
    // A lone half of a pair becomes a replacement character.
    var rest = bytes.block[range.lowerBound...range.upperBound]
    guard let text = JSONStrings.decode(&rest) else {
      throw try expected("four hexadecimal digits after '\\u'")
    }
    (unescaped, span) = (text, nil)
  }

  /// Moves over a text without keeping it.
  private mutating func skipString() throws {
    bytes.position += 1
    var isEscaped = false
    while true {
      while bytes.position < bytes.block.count {
        let byte = bytes.block[bytes.position]
        bytes.position += 1
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\"") {
          isBeforeValue = false
          return
        } else {
          isEscaped = byte == UInt8(ascii: "\\")
        }
      }
      guard try bytes.refill() else { throw try expected("'\"' at the end of the string") }
    }
  }
}

// MARK: Words and numbers

extension JSONTokenizer {
  private mutating func consumeWord(_ word: StaticString) throws {
    var start = bytes.position
    while bytes.block.count - start < word.utf8CodeUnitCount {
      guard try bytes.extend(from: &start) else { break }
    }
    let found = bytes.block[start...].prefix(word.utf8CodeUnitCount)
    let isWord = word.withUTF8Buffer { unsafe found.elementsEqual($0) }
    guard isWord else { throw try expected("'\(word)'") }
    bytes.position = start + word.utf8CodeUnitCount
    isBeforeValue = false
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Whether some bytes are digits with a sign, a fraction and an exponent, as far as there are any.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func digits() -> Bool {
      let count = rest.prefix { 0x30...0x39 ~= $0 }.count
      rest = rest.dropFirst(count)
      return count > 0
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard digits() else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard digits() else { return false }
    }
    guard let letter = rest.first else { return true }
    guard letter | 0x20 == UInt8(ascii: "e") else { return false }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    return digits() && rest.isEmpty
  }

  private static func integer(_ text: ArraySlice<UInt8>) -> Int64? {
    var number: Int64 = 0
    let isNegative = text.first == UInt8(ascii: "-")
    for byte in isNegative ? text.dropFirst() : text {
      guard case let digit = byte &- 0x30, digit < 10 else { return nil }
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.subtractingReportingOverflow(Int64(digit))
      guard !overflow, !carry else { return nil }
      number = sum
    }
    // Negative numbers reach one further.
    if isNegative { return number }
    return number == .min ? nil : -number
  }
}
