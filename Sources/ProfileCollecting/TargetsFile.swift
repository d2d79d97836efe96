/// A list of services: a line each, `NAME URL [option=value …]`; a `#` at the beginning of a word begins a comment.
///
///     router/v1.4/router-0  http://10.0.0.7:6060  profiles=goroutine,heap timeout=20s
///     api                   https://api.internal  bearer=env:API_TOKEN
package struct TargetsFile {
  /// A line that names a service.
  package struct Entry: Equatable, Sendable {
    package let line: Int
    package let name: String
    package let url: String
    /// The options in their order; a word without a `=` is one without a value.
    package let options: [Option]
  }

  package struct Option: Equatable, Sendable {
    package let name: String
    package let value: String?
  }

  package let entries: [Entry]
  /// The most services of one list.
  package static let most = 1000

  /// - `text`: the list.
  /// - `variable`: what a variable of the environment says, for `${NAME}`.
  /// - Throws: `CollectError` with the line.
  package init(_ text: String, variable: (String) -> String?) throws(CollectError) {
    var entries: [Entry] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let words = try Self.words(line, index + 1, variable)
      if let entry = try Self.entry(words, index + 1) { entries.append(entry) }
      guard entries.count <= Self.most else { throw .tooManyTargets(Self.most) }
    }
    guard !entries.isEmpty else { throw .noTargets }
    self.entries = entries
  }

  private static func words(
    _ line: Substring, _ number: Int, _ variable: (String) -> String?
  ) throws(CollectError) -> [String] {
    var words: [String] = []
    for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      if word.hasPrefix("#") { break }
      words.append(try expanded(word, number, variable))
    }
    return words
  }

  /// A word with what the variables in it say.
  private static func expanded(
    _ word: Substring, _ line: Int, _ variable: (String) -> String?
  ) throws(CollectError) -> String {
    var parts = word.split(separator: "$", omittingEmptySubsequences: false)[...]
    var text = String(parts.popFirst() ?? "")
    for part in parts {
      guard part.hasPrefix("{"), let end = part.firstIndex(of: "}") else {
        text += "$" + part
        continue
      }
      let name = String(part[part.index(after: part.startIndex)..<end])
      guard let value = variable(name) else {
        throw .line(line, "the variable \(name) is not set")
      }
      text += value + part[part.index(after: end)...]
    }
    return text
  }

  private static func entry(_ words: [String], _ line: Int) throws(CollectError) -> Entry? {
    guard let name = words.first else { return nil }
    guard words.count > 1 else { throw .line(line, "expected a name and an address") }
    let options = words.dropFirst(2).map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Option(name: String(parts[0]), value: parts.count == 2 ? String(parts[1]) : nil)
    }
    return Entry(line: line, name: name, url: words[1], options: options)
  }
}
