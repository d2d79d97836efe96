/// Reads one YAML document into a tree in which every node knows its line and column.
///
/// What files for people do not need is refused, and with it all that makes YAML a danger: aliases,
/// anchors, tags, a second document, keys that are no texts, keys that come twice.
package enum YAMLReader {
  /// How many bytes a file may have.
  static let maxBytes = 1 << 20
  /// How many texts, lists and mappings a file may have.
  static let maxNodes = 100_000
  /// How many lists and mappings may stand within each other.
  static let maxDepth = 16

  /// The document's root, or nil when the text holds nothing but comments.
  package static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode? {
    guard bytes.count <= maxBytes else {
      throw YAMLError(
        position: TextPosition(line: 1, column: 1), reason: .tooLong(limit: maxBytes))
    }
    var events = try YAMLEvents(bytes)
    var builder = YAMLTreeBuilder()
    while true {
      let event = try events.next()
      if case .streamEnd = event.kind { return builder.root }
      try builder.consume(event)
    }
  }
}

/// Puts events together to a tree, with a list of open containers in place of recursion.
private struct YAMLTreeBuilder {
  /// A list or a mapping whose end has not come yet.
  private struct Container {
    let position: TextPosition
    let isMapping: Bool
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    /// The lines of the keys.
    var keyLines: [String: Int] = [:]
    /// The key whose value comes next.
    var key: (text: String, position: TextPosition)?
  }
  private(set) var root: YAMLNode?
  private var open: [Container] = []
  private var nodes = 0
  private var documents = 0

  mutating func consume(_ event: YAMLEvent) throws(YAMLError) {
    try refuseWhatIsNotRead(event)
    switch event.kind {
    case .scalar(let text): try add(scalar(text, event))
    case .sequenceStart: try begin(Container(position: event.start, isMapping: false))
    case .mappingStart: try begin(Container(position: event.start, isMapping: true))
    case .sequenceEnd, .mappingEnd: try end()
    case .documentStart, .alias, .other, .streamEnd: break
    }
  }

  private mutating func refuseWhatIsNotRead(_ event: YAMLEvent) throws(YAMLError) {
    if case .alias = event.kind { throw YAMLError(position: event.start, reason: .alias) }
    if event.isAnchored { throw YAMLError(position: event.start, reason: .anchor) }
    if let tag = event.tag { throw YAMLError(position: event.start, reason: .tag(tag)) }
    guard case .documentStart = event.kind else { return }
    documents += 1
    if documents > 1 { throw YAMLError(position: event.start, reason: .secondDocument) }
  }

  /// A text in one line that is as long in the file as it is, quotes apart, stands there as it is.
  private func scalar(_ text: String, _ event: YAMLEvent) -> YAMLNode {
    let quotes = event.end.column - event.start.column - text.unicodeScalars.count
    let isAsWritten = event.start.line == event.end.line && (quotes == 0 || quotes == 2)
    let start = TextPosition(line: event.start.line, column: event.start.column + quotes / 2)
    return YAMLNode(
      position: event.start, content: .scalar(text), textPosition: isAsWritten ? start : nil)
  }

  private mutating func begin(_ container: Container) throws(YAMLError) {
    guard open.count < YAMLReader.maxDepth else {
      throw YAMLError(position: container.position, reason: .tooDeep(limit: YAMLReader.maxDepth))
    }
    if let last = open.last, last.isMapping, last.key == nil {
      throw YAMLError(position: container.position, reason: .keyNotAText)
    }
    open.append(container)
  }

  private mutating func end() throws(YAMLError) {
    guard let done = open.popLast() else { return }
    let content: YAMLNode.Content = done.isMapping ? .mapping(done.entries) : .sequence(done.items)
    try add(YAMLNode(position: done.position, content: content, textPosition: nil))
  }

  private mutating func add(_ node: YAMLNode) throws(YAMLError) {
    nodes += 1
    guard nodes <= YAMLReader.maxNodes else {
      throw YAMLError(position: node.position, reason: .tooManyNodes(limit: YAMLReader.maxNodes))
    }
    guard var container = open.popLast() else {
      root = node
      return
    }
    if !container.isMapping {
      container.items.append(node)
    } else if let key = container.key {
      container.entries.append(YAMLEntry(key: key.text, position: key.position, value: node))
      container.key = nil
    } else {
      try consume(key: node, into: &container)
    }
    open.append(container)
  }

  private func consume(key: YAMLNode, into container: inout Container) throws(YAMLError) {
    guard case .scalar(let text) = key.content else {
      throw YAMLError(position: key.position, reason: .keyNotAText)
    }
    if let first = container.keyLines.updateValue(key.position.line, forKey: text) {
      throw YAMLError(
        position: key.position, reason: .duplicateKey(text, firstLine: first))
    }
    container.key = (text, key.position)
  }
}
