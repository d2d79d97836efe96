import Testing

@testable import ProfileFormats

@Suite struct JSONOutlineTests {
  private func outline(_ text: String) -> [String]? {
    JSONOutline(Array(text.utf8)[...])?.entries.map { entry in
      let names = [entry.parent, entry.key].compactMap { $0 }.map {
        String(decoding: $0, as: UTF8.self)
      }
      let value = entry.text.map { "=" + String(decoding: $0, as: UTF8.self) } ?? ""
      return names.joined(separator: ".") + value
    }
  }

  static let texts: [(text: String, keys: [String])] = [
    (
      #"{"a": 1, "b": {"c": "x", "d": {"e": 2}}, "f": null}"#,
      ["a=1", "b", "b.c=x", "b.d", "f=null"]
    ),
    (#"{"list": [{"a": 1}, {"b": 2}], "c": true}"#, ["list", "list.a=1", "c=true"]),
    (#"{"list": [[{"a": 1}], [{"b": 2}]]}"#, ["list", "list.a=1", "list.b=2"]),
    (#"[{"a": {"b": 1}}, {"c": 2}]"#, ["a", "a.b=1"]),
    (#"{"a\"}": "{\"b\": 1}", "c": 2}"#, [#"a"}={"b": 1}"#, "c=2"]),
    (#"{"a": 1} {"b": 2}"#, ["a=1"]),
    (#"{"a": 1, "b": {"c"#, ["a=1", "b"]),
    (#"{"a": 1, "b"#, ["a=1"]),
    (#"{"a" 1 "b" 2]"#, ["a=1", "b=2"]),
    ("{}", []), ("[]", []), ("{ \"\\", []),
  ]

  @Test(arguments: texts)
  func keysAreThoseOfTheFirstObjects(_ text: String, _ keys: [String]) {
    #expect(outline(text) == keys)
  }

  @Test(arguments: ["", "a", "{a: 1}", "{main};work 5", "[unknown];a 5", "[1]", "\"a\"", "}"])
  func otherTextsHaveNone(_ text: String) {
    #expect(outline(text) == nil)
  }

  /// Depth and size are bounded.
  @Test func hostileTextsEnd() {
    #expect(outline("{\"a\":" + String(repeating: "[", count: 60_000))?.count == 1)
    #expect(outline("{" + String(repeating: "\"a\":{},", count: 9000))?.count == 4096)
  }
}
