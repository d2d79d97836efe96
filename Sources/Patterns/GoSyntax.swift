/// The little that Go's syntax has and older versions of RE2 have not.
enum GoSyntax {
  /// The pattern with `(?<name>` written as `(?P<name>`.
  static func adapted(_ pattern: String) -> String {
    guard pattern.utf8.contains(UInt8(ascii: "<")) else { return pattern }
    var adapted: [UInt8] = []
    var rest = Array(pattern.utf8)[...]
    var isInClass = false
    while let byte = rest.popFirst() {
      adapted.append(byte)
      switch byte {
      case UInt8(ascii: "\\"):
        if let escaped = rest.popFirst() { adapted.append(escaped) }
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "(") where !isInClass && rest.starts(with: "?<".utf8):
        adapted.append(contentsOf: "?P".utf8)
        rest.removeFirst()
      default: break
      }
    }
    return String(decoding: adapted, as: UTF8.self)
  }
}
