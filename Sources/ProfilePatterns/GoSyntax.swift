/// A pattern with the little that Go's syntax has and older versions of RE2 have not.
struct GoSyntax {
  /// The pattern with `(?<name>` written as `(?P<name>`.
  let adapted: String
  private let original: String
  /// Where in the adapted pattern there is a byte that the original has not.
  private let added: [Int]

  init(_ pattern: String) {
    original = pattern
    guard pattern.utf8.contains(UInt8(ascii: "<")) else {
      (adapted, added) = (pattern, [])
      return
    }
    var (bytes, added): ([UInt8], [Int]) = ([], [])
    var rest = Array(pattern.utf8)[...]
    var isInClass = false
    while let byte = rest.popFirst() {
      bytes.append(byte)
      switch byte {
      case UInt8(ascii: "\\"):
        if let escaped = rest.popFirst() { bytes.append(escaped) }
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "(") where !isInClass && rest.starts(with: "?<".utf8):
        added.append(bytes.count + 1)
        bytes.append(contentsOf: "?P".utf8)
        rest.removeFirst()
      default: break
      }
    }
    adapted = String(decoding: bytes, as: UTF8.self)
    self.added = added
  }

  /// What is wrong with the adapted pattern, said of the original.
  func original(of error: PatternError) -> PatternError {
    guard let start = error.offset else { return error }
    let position = { (position: Int) in position - added.count { $0 < position } }
    let fragment = Array(original.utf8)[
      position(start)..<position(start + error.fragment.utf8.count)]
    return PatternError(
      error.reason, fragment: String(decoding: fragment, as: UTF8.self), in: original)
  }
}
