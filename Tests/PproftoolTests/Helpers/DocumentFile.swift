/// A file in a document: a block whose first line other than `#!` names it: `# leaks.yaml`.
struct DocumentFile {
  let name: String
  let text: String

  /// The files of a document, in order.
  static func all(in document: String) -> [DocumentFile] {
    var files: [DocumentFile] = []
    var block: [Substring]?
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```yaml" || line == "```sh" {
        block = []
      } else if line == "```" {
        if let lines = block { files += [DocumentFile(lines)].compactMap { $0 } }
        block = nil
      } else {
        block?.append(line)
      }
    }
    return files
  }

  private init?(_ lines: [Substring]) {
    guard let first = lines.first(where: { !$0.hasPrefix("#!") }), first.hasPrefix("# ") else {
      return nil
    }
    name = String(first.dropFirst(2))
    text = lines.joined(separator: "\n") + "\n"
  }
}
