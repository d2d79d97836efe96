import ProfileModel
import Synchronization
import Testing

@testable import JSONText

/// Values are read one at a time, wherever blocks end.
@Suite struct JSONTokenizerTests {
  static let texts: [(json: String, events: String)] = [
    ("null", "null"), (" [ ] ", "[ ]"), ("{}", "{ }"), ("-0.5e+3", "-0.5e+3"), ("true", "true"),
    (#"{"a": 1, "b": [true, false, null, "x"]}"#, "{ a: 1 b: [ true false null 'x' ] }"),
    (#"["é\u00e9\uD83D\uDE42\n\"\\\/"]"#, "[ 'éé🙂\n\"\\/' ]"),
    (#"["\uD83D", "\uDE42x"]"#, "[ '\u{FFFD}' '\u{FFFD}x' ]"),
    (#"{"a": 1, "a": 2}"#, "{ a: 1 a: 2 }"), ("[[[]],{}]", "[ [ [ ] ] { } ]"),
    ("[12345678901234567890123]", "[ 12345678901234567890123 ]"),
  ]

  @Test(arguments: texts)
  func valuesComeInTheirOrder(_ text: String, _ events: String) throws {
    for size in [1, 2, 3, 7, 1000] { #expect(try self.events(text, inBlocksOf: size) == events) }
  }

  static let damaged: [(json: String, message: String)] = [
    ("", "at byte 0: the text ends here; expected a value"),
    ("[1 2]", "at byte 3: expected ',' or ']' in the array"),
    ("[1,]", "at byte 3: expected a value in the array"),
    ("[1,", "at byte 3: the text ends here; expected a value in the array"),
    (#"{"weights": [1; 2]}"#, "at byte 14: expected ',' or ']' in the array 'weights'"),
    (#"{"a" 1}"#, "at byte 5: expected ':' after a key in the object"),
    (#"{a: 1}"#, "at byte 1: expected a key in quotes in the object"),
    (#"{"a": {"b": "#, "at byte 12: the text ends here; expected a value in the object 'a'"),
    ("[NaN]", "at byte 1: expected a value in the array"),
    ("[-Infinity]", "at byte 1: expected a number in the array"),
    ("[1.]", "at byte 1: expected a number in the array"),
    ("[1e]", "at byte 1: expected a number in the array"),
    ("[--1]", "at byte 1: expected a number in the array"),
    ("[nul]", "at byte 1: expected 'null' in the array"),
    (#"["a"#, "at byte 3: the text ends here; expected '\"' at the end of the string in the array"),
    (#"["\u12x4"]"#, "at byte 9: expected four hexadecimal digits after '\\u' in the array"),
    (
      String(repeating: " ", count: 1233) + "x", "at byte 1,233: expected a value"
    ),
    (
      String(repeating: "[", count: 100_001),
      "at byte 100,000: objects and arrays are nested more than 100000 levels deep"
    ),
  ]

  @Test(arguments: damaged)
  func damageIsNamedWithItsPlace(_ text: String, _ message: String) {
    for size in [1, 5, 100_000] {
      let error = #expect(throws: JSONError.self) { try events(text, inBlocksOf: size) }
      #expect(error?.description == message)
      // Escapes in skipped values are not checked.
      if text.contains("\\u") { continue }
      let skipped = #expect(throws: JSONError.self) { try skip(text, inBlocksOf: size) }
      #expect(skipped?.offset == error?.offset)
    }
  }

  @Test func everyCutIsAnEarlyEnd() throws {
    let text = #"{"a": [1, {"b": "c\u00e9"}, null, true], "d": -1.5e3}"#
    for end in 0..<text.utf8.count {
      let cut = String(decoding: Array(text.utf8.prefix(end)), as: UTF8.self)
      let error = #expect(throws: JSONError.self) { try events(cut, inBlocksOf: 4) }
      // A truncated keyword or number cannot be recognised as truncated.
      #expect(
        error?.isEarlyEnd == true || "nult".contains(cut.last ?? " ")
          || "-.e".contains(cut.last ?? " ") || cut.hasSuffix("tr"), "\(cut)")
    }
  }

  static let integers: [(json: String, value: Int64?)] = [
    ("0", 0), ("-7", -7), ("9223372036854775807", .max), ("9223372036854775808", nil),
    ("-9223372036854775808", .min), ("1.0", nil), ("1e3", nil),
  ]

  @Test(arguments: integers)
  func integersFitOrAreNone(_ text: String, _ value: Int64?) throws {
    var json = JSONTokenizer(ByteSource(Array(text.utf8)))
    #expect(try json.readInteger() == value)
  }

  @Test func membersThatNobodyTakesArePassedOver() throws {
    let text = #"{"a": {"b": [1, "]}"]}, "c": 5, "d": "x\"y"} [2] "#
    var json = JSONTokenizer(ByteSource(Array(text.utf8)))
    var found: [Int64?] = []
    try json.readObject { key, json in if key == "c" { found.append(try json.readInteger()) } }
    #expect(found == [5])
    #expect(try !json.isAtEnd())
    try json.readArray { found.append(try $0.readInteger()) }
    #expect(found == [5, 2])
    #expect(try json.isAtEnd())
  }

  // MARK: Helpers

  private func source(_ text: String, inBlocksOf size: Int) -> ByteSource {
    let rest = Mutex(Array(text.utf8)[...])
    return ByteSource {
      rest.withLock { rest in
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
      }
    }
  }

  private func skip(_ text: String, inBlocksOf size: Int) throws {
    var json = JSONTokenizer(source(text, inBlocksOf: size))
    try json.skipValue()
  }

  /// All tokens of a text as strings, without recursion.
  private func events(_ text: String, inBlocksOf size: Int) throws -> String {
    var json = JSONTokenizer(source(text, inBlocksOf: size))
    var words: [String] = []
    var isObject: [Bool] = []
    while true {
      switch try json.kind() {
      case .object:
        try json.beginObject()
        isObject.append(true)
        words.append("{")
      case .array:
        try json.beginArray()
        isObject.append(false)
        words.append("[")
      case .string:
        try json.readString()
        words.append("'\(String(decoding: json.text, as: UTF8.self))'")
      case .number:
        try json.readNumber()
        words.append(String(decoding: json.text, as: UTF8.self))
      case .boolean: words.append("\(try json.readBoolean())")
      case .null: if try json.readNull() { words.append("null") }
      }
      while let last = isObject.last, try !(last ? json.nextKey() : json.nextElement()) {
        words.append(last ? "}" : "]")
        isObject.removeLast()
      }
      guard let last = isObject.last else { return words.joined(separator: " ") }
      if last { words.append("\(json.key):") }
    }
  }
}
