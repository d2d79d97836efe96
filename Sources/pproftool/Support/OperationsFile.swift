import ProfileFetching
import ProfileSystem

/// The work that each run did, from lines `path number`.
struct OperationsFile {
  private let name: String
  private var numbers: [String: Double] = [:]
  private var paths: [String] = []
  private var used: Set<String> = []

  private static let mostBytes = 16 << 20

  /// - Throws: a `FileError` for an invalid line, or for a path that occurs twice.
  init(_ path: SystemPath) throws {
    name = InputFile.name(of: path)
    let bytes: [UInt8]
    do { bytes = try InputFile.bytes(of: path, atMost: Self.mostBytes) } catch {
      throw FileError(name, error)
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      try add(String(decoding: line, as: UTF8.self), number: index + 1)
    }
  }

  private mutating func add(_ line: String, number: Int) throws {
    let text = Self.trimmed(line[...])
    guard !text.isEmpty, !text.hasPrefix("#") else { return }
    guard let blank = text.lastIndex(where: Self.isBlank),
      let amount = Double(text[text.index(after: blank)...]), amount.isFinite, amount > 0
    else {
      throw FileError(
        name, "line \(number): expected a path and a number above 0, as in 'before/1.pb.gz 5000'")
    }
    let path = String(Self.trimmed(text[..<blank]))
    guard numbers.updateValue(amount, forKey: path) == nil else {
      throw FileError(name, "line \(number): '\(path)' is repeated")
    }
    paths.append(path)
  }

  private static func isBlank(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\r"
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: isBlank)
    return start.lastIndex { !isBlank($0) }.map { start[...$0] } ?? ""
  }

  /// The number for a run, by its path or by the end of its path; nil for none or several.
  mutating func number(of path: SystemPath) -> Double? {
    let name = InputFile.name(of: path)
    let found = numbers[name] == nil ? paths.filter { Self.isEnd($0, of: name) } : [name]
    guard let only = found.first, found.count == 1 else { return nil }
    // A line counts for one run only.
    return used.insert(only).inserted ? numbers[only] : nil
  }

  /// Whether either path ends with the other.
  private static func isEnd(_ path: String, of name: String) -> Bool {
    func withoutDot(_ path: String) -> Substring {
      path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    }
    let (path, name) = (withoutDot(path), withoutDot(name))
    return path == name || name.hasSuffix("/\(path)") || path.hasSuffix("/\(name)")
  }

  /// The message about lines without a run; nil if every line has one.
  var unusedMessage: String? {
    let unused = paths.filter { !used.contains($0) }
    guard let first = unused.first else { return nil }
    let more = unused.count > 1 ? " and \(unused.count - 1) more" : ""
    return "\(name): there is no run '\(first)'\(more)"
  }
}
