import Foundation
import TestSupport
import Testing

@testable import JSONText

@Suite struct JSONValueTests {
  static let values: [(value: JSONValue, line: String)] = [
    ([:], "{}"), ([], "[]"), (nil, "null"), (true, "true"),
    (.integer(.min), "-9223372036854775808"),
    (.number(0.1), "0.1"), (.number(.infinity), "null"), (.number(.nan), "null"),
    (["b": 1, "a": [2, "x"], "é": false], #"{"a":[2,"x"],"b":1,"é":false}"#),
    ("\"\\\n\t\r\u{1b}\u{7f}\u{9b}\u{202e}é🙂", #""\"\\\n\t\u000d\u001b\u007f\u009b\u202eé🙂""#),
  ]

  @Test(arguments: values)
  func aLineHoldsAValue(_ value: JSONValue, _ line: String) throws {
    #expect(
      String(decoding: try bytes { value.write(to: &$0, onOneLine: true) }, as: UTF8.self) == line)
  }

  @Test func linesAreIndented() throws {
    let value: JSONValue = ["a": [1, []], "b": [:]]
    let output = String(decoding: try bytes { value.write(to: &$0) }, as: UTF8.self)
    #expect(output == "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": {}\n}")
  }

  @Test(arguments: values)
  func othersReadTheSameTwice(_ value: JSONValue, _ line: String) throws {
    let long = try bytes { value.write(to: &$0) }
    let options = JSONSerialization.ReadingOptions.fragmentsAllowed
    let left = try JSONSerialization.jsonObject(with: Data(long), options: options) as? NSObject
    let right =
      try JSONSerialization.jsonObject(with: Data(line.utf8), options: options) as? NSObject
    #expect(left == right)
  }

  @Test func whatWasSpelledOutIsWrittenAsItIs() throws {
    let value: JSONValue = ["a": [1, "x"], "b": nil]
    #expect(value.spelledOut.line == value.line)
    #expect(JSONValue.spelledOut([1, value, []]).line == JSONValue.array([1, value, []]).line)
    #expect(JSONValue.spelledOut([JSONValue]()).line == Array("[]".utf8))
  }

  static let documents: [(items: [Int64], isItemALine: Bool, text: String)] = [
    ([], false, "{\n  \"a\": [\n    1\n  ],\n  \"b\": [],\n  \"c\": 2\n}\n"),
    ([7, 8], true, "{\n  \"a\": [1],\n  \"b\": [\n    [7],\n    [8]\n  ],\n  \"c\": 2\n}\n"),
    (
      [7], false,
      "{\n  \"a\": [\n    1\n  ],\n  \"b\": [\n    [\n      7\n    ]\n  ],\n  \"c\": 2\n}\n"
    ),
  ]

  @Test(arguments: documents)
  func aLongArrayStandsAmongMembers(
    _ items: [Int64], _ isItemALine: Bool, _ text: String
  ) throws {
    let written = try bytes { sink in
      JSONValue.write(
        ["c": 2, "a": [1]], "b", items, isItemALine: isItemALine, to: &sink
      ) { item, sink, indent in
        let value: JSONValue = [.integer(item)]
        guard indent != nil else { return value.write(to: &sink, onOneLine: true) }
        sink.write("[\n      \(item)\n    ]")
      }
    }
    #expect(String(decoding: written, as: UTF8.self) == text)
  }
}
