import YAMLText

/// Consumes the entries of a mapping one by one; any left at the end is unknown.
struct YAMLFields {
  /// What the mapping describes, for messages: `a rule`.
  let owner: String
  let node: YAMLNode
  private var left: [YAMLEntry]
  /// The keys that were asked for, which are those that there are.
  private var known: [String] = []

  init(_ node: YAMLNode, of owner: String) throws(RuleFileError) {
    guard case .mapping(let entries) = node.content else {
      throw node.expected("the keys of \(owner)")
    }
    self.owner = owner
    self.node = node
    left = entries
  }

  /// The value of a key, if it is there.
  mutating func consume(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let index = left.firstIndex(where: { $0.key == key }) else { return nil }
    return left.remove(at: index).value
  }

  /// The first entry that has one of several keys.
  func first(of keys: [String]) -> YAMLEntry? { left.first { keys.contains($0.key) } }

  /// A text that is not empty, if the key is there.
  mutating func parseText(_ key: String) throws(RuleFileError) -> (text: String, node: YAMLNode)? {
    guard let node = consume(key) else { return nil }
    let text = try node.requiredText("text for '\(key)'")
    guard !text.isEmpty else {
      throw RuleFileError(position: node.position, reason: .emptyText(key))
    }
    return (text, node)
  }

  mutating func parseRequiredText(
    _ key: String
  ) throws(RuleFileError) -> (text: String, node: YAMLNode) {
    guard let found = try parseText(key) else {
      // A key that is written nearly so is what is wrong.
      if let near = left.first(where: { NearWord.of($0.key, in: [key]) != nil }) {
        throw RuleFileError(
          position: near.position, reason: .unknownKey(near.key, of: owner, known: [key]))
      }
      throw RuleFileError(position: node.position, reason: .missingKey(key, of: owner))
    }
    return found
  }

  /// The items of a list; none when the key is not there.
  mutating func parseList(_ key: String) throws(RuleFileError) -> [YAMLNode] {
    try consume(key)?.items("a list for '\(key)'") ?? []
  }

  /// - Throws: an error about the first key that was not consumed.
  func finish() throws(RuleFileError) {
    guard let entry = left.first else { return }
    throw RuleFileError(
      position: entry.position, reason: .unknownKey(entry.key, of: owner, known: known))
  }
}

extension YAMLNode {
  /// The text of a scalar.
  var text: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }

  /// An error that says what should stand here.
  func expected(_ what: String) -> RuleFileError {
    let found =
      switch content {
      case .scalar(let text): text.isEmpty ? "nothing" : "'\(text.prefix(40))'"
      case .sequence: "a list"
      case .mapping: "keys and values"
      }
    return RuleFileError(position: position, reason: .expected(what, found: found))
  }

  func requiredText(_ what: String) throws(RuleFileError) -> String {
    guard let text else { throw expected(what) }
    return text
  }

  /// The items of a list; none where nothing stands, as in `rules:`.
  func items(_ what: String) throws(RuleFileError) -> [YAMLNode] {
    if text == "" { return [] }
    guard case .sequence(let items) = content else { throw expected(what) }
    return items
  }

  /// Parses a text, and turns the error's column into a position in the file.
  func parsed<Value>(
    _ read: (String) throws(AssertionError) -> Value
  ) throws(RuleFileError) -> Value {
    do { return try read(text ?? "") } catch {
      throw RuleFileError(
        position: position(ofOffset: error.column - 1),
        reason: .assertion(error.reason, inText: knowsOffsets ? nil : error.column))
    }
  }
}
