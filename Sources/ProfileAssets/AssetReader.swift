import CAssets

/// Takes out of a file what only developers and their tools need: comments in blocks, imports, the word `export`.
///
/// A block comment or an import begins a line and ends one.
struct AssetReader {
  private enum Place {
    case text, comment, importing, afterImport
  }

  private var place = Place.text
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
    // What stands behind the last line feed is no line.
    return Array(reader.text.dropLast())
  }

  private mutating func read(_ line: some Collection<UInt8>) {
    if place == .text || place == .afterImport { begin(line) }
    switch place {
    case .text: append(line)
    case .comment: if line.ends(with: "*/") { place = .text }
    case .importing: if line.ends(with: ";") { place = .afterImport }
    case .afterImport: break
    }
  }

  /// Finds out what a line is the first of; an empty one behind imports belongs to them.
  private mutating func begin(_ line: some Collection<UInt8>) {
    if line.drop(while: { $0 == UInt8(ascii: " ") }).starts(with: "/*".utf8) {
      place = .comment
    } else if line.starts(with: "import ".utf8) {
      place = .importing
    } else if place != .afterImport || !line.isEmpty {
      place = .text
    }
  }

  private mutating func append(_ line: some Collection<UInt8>) {
    let export = "export ".utf8
    text += line.starts(with: export) ? line.dropFirst(export.count) : line[...]
    text.append(UInt8(ascii: "\n"))
  }
}

extension Collection<UInt8> {
  fileprivate func ends(with end: String) -> Bool { suffix(end.utf8.count).elementsEqual(end.utf8) }
}
