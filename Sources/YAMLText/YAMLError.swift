/// Why a text is not read as YAML, and where.
package struct YAMLError: Error, Equatable, CustomStringConvertible {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    /// libyaml's words.
    case syntax(String)
    case tooLong(limit: Int)
    case tooManyNodes(limit: Int)
    case tooDeep(limit: Int)
    case alias
    case anchor
    case tag(String)
    case secondDocument
    case keyNotAText
    case duplicateKey(String, firstLine: Int)
    case outOfMemory
  }
  package let position: TextPosition
  package let reason: Reason

  package var description: String {
    "line \(position.line), column \(position.column): \(sentence)"
  }

  private var sentence: String {
    switch reason {
    case .syntax(let problem): problem
    case .tooLong(let limit): "the file has more than \(limit) bytes"
    case .tooManyNodes(let limit): "the file has more than \(limit) entries"
    case .tooDeep(let limit): "the file is nested more than \(limit) levels deep"
    case .alias: "aliases such as '*name' are not supported; write the value out"
    case .anchor: "anchors such as '&name' are not supported; write each value out"
    case .tag(let tag): "tags are not supported; leave out '\(tag)'"
    case .secondDocument: "a second document begins here; a file can have only one"
    case .keyNotAText: "a key must be plain text"
    case .duplicateKey(let key, let line):
      "the key '\(key)' is repeated; it is first in line \(line)"
    case .outOfMemory: "there is not enough memory"
    }
  }
}
