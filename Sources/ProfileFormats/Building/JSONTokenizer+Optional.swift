import JSONText
import ProfileModel

/// Values that may be missing, `null`, or of another type, as writers of profiles have them.
extension JSONTokenizer {
  /// Moves over a text and gives its bytes; nil for anything else.
  mutating func textBytes() throws -> ArraySlice<UInt8>? {
    guard try kind() == .string else {
      try skipValue()
      return nil
    }
    try readString()
    return text
  }

  /// Moves over a text; nil for anything else.
  mutating func optionalText() throws -> String? {
    try textBytes().map { String(decoding: $0, as: UTF8.self) }
  }

  /// Moves over a number, which may be in quotes; nil for anything else.
  mutating func decimal() throws -> DecimalNumber? {
    switch try kind() {
    case .number: try readNumber()
    case .string: try readString()
    default:
      try skipValue()
      return nil
    }
    return DecimalNumber(text)
  }

  /// Moves over a whole number, which may be in quotes; nil for anything else.
  mutating func integer() throws -> Int64? {
    if try kind() == .number {
      if let number = try readInteger() { return number }
      return DecimalNumber(text)?.whole
    }
    guard let text = try textBytes() else { return nil }
    var cursor = TextCursor(text)
    guard let number = cursor.signedDecimal(), cursor.isAtEnd else { return nil }
    return number
  }

  /// Reads an array, as `readArray`; `null` is an empty one.
  mutating func readArrayIfAny(_ body: (inout JSONTokenizer) throws -> Void) throws {
    if try !readNull() { try readArray(body) }
  }

  /// Reads an object, as `readObject`; `null` is an empty one.
  mutating func readObjectIfAny(
    _ body: (_ key: String, inout JSONTokenizer) throws -> Void
  ) throws {
    if try !readNull() { try readObject(body) }
  }
}

extension JSONTokenizer {
  /// Reads a source that is one object, and nothing behind it: `body` is called before the value of each key.
  static func readObject(
    of source: consuming ByteSource,
    _ body: (_ key: String, inout JSONTokenizer) throws -> Void
  ) throws {
    var json = JSONTokenizer(source)
    try json.readObject(body)
    try json.readEnd()
  }
}
