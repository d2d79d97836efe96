import CAssets

/// Takes out of a file what only developers and their tools need: comments, imports, the word `export`, and the
/// blanks at the beginning of lines.
///
/// A comment in a block, or an import, begins a line and ends one; a comment of one line has it for itself. No text is
/// longer than a line.
struct AssetReader {
  private enum State {
    case text, comment, importing
  }

  private var state = State.text
  private var text: [UInt8] = []

  static func text(of file: cassets_file) -> [UInt8] {
    text(of: UnsafeBufferPointer(start: file.bytes, count: file.count))
  }

  static func text(of bytes: some Collection<UInt8>) -> [UInt8] {
    var reader = AssetReader()
    reader.text.reserveCapacity(bytes.count)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      reader.read(line)
    }
    return reader.text
  }

  private mutating func read(_ line: some Collection<UInt8>) {
    let line = line.drop { $0 == UInt8(ascii: " ") }
    if state == .text {
      if line.starts(with: "/*".utf8) { state = .comment }
      if line.starts(with: "import ".utf8) { state = .importing }
    }
    switch state {
    case .text: append(line)
    case .comment: if line.ends(with: "*/") { state = .text }
    case .importing: if line.ends(with: ";") { state = .text }
    }
  }

  private mutating func append(_ line: some Collection<UInt8>) {
    guard !line.starts(with: "//".utf8), !line.isEmpty else { return }
    let export = "export ".utf8
    text += line.starts(with: export) ? line.dropFirst(export.count) : line[...]
    text.append(UInt8(ascii: "\n"))
  }
}

extension Collection<UInt8> {
  fileprivate func ends(with end: String) -> Bool { suffix(end.utf8.count).elementsEqual(end.utf8) }
}
