import Testing

@testable import YAMLText

@Suite struct YAMLReaderTests {
  /// A tree on one line: keys and texts with their positions.
  private func dump(_ node: YAMLNode) -> String {
    let position = "@\(node.position.line):\(node.position.column)"
    switch node.content {
    case .scalar(let text): return "\(text)\(position)"
    case .sequence(let items): return "[" + items.map(dump).joined(separator: " ") + "]\(position)"
    case .mapping(let entries):
      let parts = entries.map {
        "\($0.key)@\($0.position.line):\($0.position.column)=\(dump($0.value))"
      }
      return "{" + parts.joined(separator: " ") + "}\(position)"
    }
  }

  static let trees: [(text: String, tree: String)] = [
    ("a", "a@1:1"),
    ("# words\n\nversion: 1\n", "{version@3:1=1@3:10}@3:1"),
    ("a:\n  - b\n  - {c: d}\n", "{a@1:1=[b@2:5 {c@3:6=d@3:9}@3:5]@2:3}@1:1"),
    ("a: \"b \\\"c\\\"\"\n", "{a@1:1=b \"c\"@1:4}@1:1"),
    ("a: 'it''s'", "{a@1:1=it's@1:4}@1:1"),
    ("a:\n", "{a@1:1=@1:3}@1:1"),
    ("ä: ö", "{ä@1:1=ö@1:4}@1:1"),
    ("[]", "[]@1:1"),
    ("\u{FEFF}a: b", "{a@1:1=b@1:4}@1:1"),
    ("a: >\n  b\n  c\n", "{a@1:1=b c\n@1:4}@1:1"),
    ("---\na: b\n...\n", "{a@2:1=b@2:4}@2:1"),
  ]

  @Test(arguments: trees)
  func everyNodeKnowsItsPlace(_ text: String, _ tree: String) throws {
    let root = try #require(try YAMLReader.read(Array(text.utf8)))
    #expect(dump(root) == tree)
  }

  @Test(arguments: ["", "# only words\n", "\n\n"])
  func aFileWithoutContentHasNoRoot(_ text: String) throws {
    #expect(try YAMLReader.read(Array(text.utf8)) == nil)
  }

  static let refused: [(text: String, error: String)] = [
    ("a: 1\nb: 2\na: 3\n", "line 3, column 1: the key 'a' is repeated; it is first in line 1"),
    (
      "a: &x 1\n",
      "line 1, column 4: anchors such as '&name' are not supported; write each value out"
    ),
    ("a: *x\n", "line 1, column 4: aliases such as '*name' are not supported; write the value out"),
    ("a: !!int 1\n", "line 1, column 4: tags are not supported; leave out 'tag:yaml.org,2002:int'"),
    ("a: !mine 1\n", "line 1, column 4: tags are not supported; leave out '!mine'"),
    (
      "a: 1\n---\nb: 2\n",
      "line 2, column 1: a second document begins here; a file can have only one"
    ),
    ("? [a]\n: 1\n", "line 1, column 3: a key must be plain text"),
    ("? {a: b}\n: 1\n", "line 1, column 3: a key must be plain text"),
    ("a: [1\n", "line 2, column 1: did not find expected ',' or ']'"),
    ("a: \"b\n", "line 2, column 1: found unexpected end of stream"),
    (
      "a:\n\t- b\n",
      "line 2, column 1: no value begins with this character: indent with spaces, not with tabs, and put other text in quotes"
    ),
    (
      "a: b: c\n",
      "line 1, column 5: a second ': ' in a line has to be in quotes, with the text around it"
    ),
  ]

  @Test(arguments: refused)
  func whatIsNotReadIsNamed(_ text: String, _ message: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(Array(text.utf8)) }
    #expect(error?.description == message)
  }

  @Test func manyAliasesAreNoDanger() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(Array(text.utf8)) }
    #expect(error?.reason == .anchor)
  }

  @Test func depthHasALimit() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(try YAMLReader.read(nested(16)) != nil)
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(nested(100_000)) }
    #expect(error?.reason == .tooDeep(limit: 16))
  }

  @Test func lengthHasALimit() {
    let text = [UInt8](repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(text) }
    #expect(error?.reason == .tooLong(limit: 1 << 20))
  }

  @Test func entriesHaveALimit() {
    let text = Array(("[" + String(repeating: "a,", count: 100_001) + "]").utf8)
    let error = #expect(throws: YAMLError.self) { try YAMLReader.read(text) }
    #expect(error?.reason == .tooManyNodes(limit: 100_000))
  }

  static let offsets: [(text: String, position: TextPosition, known: Bool)] = [
    ("abc", TextPosition(line: 1, column: 3), true),
    ("\"abc\"", TextPosition(line: 1, column: 4), true),
    ("  'abc' ", TextPosition(line: 1, column: 6), true),
    ("\"a\\tc\"", TextPosition(line: 1, column: 1), false),
    ("|\n  abc", TextPosition(line: 1, column: 1), false),
  ]

  @Test(arguments: offsets)
  func aCharacterHasAPlaceWhereItStandsAsItIs(
    _ text: String, _ position: TextPosition, _ known: Bool
  ) throws {
    let root = try #require(try YAMLReader.read(Array(text.utf8)))
    #expect(root.position(ofOffset: 2) == position)
    #expect(root.knowsOffsets == known)
  }

  /// Changing any byte gives a tree or an error with a position, never a crash.
  @Test func everyChangedByteIsReadOrRefused() {
    let text = Array(
      "version: 1\nrules:\n  - {id: a, assert: 'count() <= 5'} # x\n  - \"b\\n\"\n".utf8)
    var refused = 0
    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[index] = byte
        do { _ = try YAMLReader.read(changed) } catch {
          refused += 1
          #expect(error.position.line >= 1 && error.position.column >= 1)
        }
      }
    }
    #expect(refused > 1000)
  }
}
