import ProfileSystem

/// The words by which tools say in a text that a part of it is missing.
enum LossMark {
  /// Words that say so together, in small letters: those of curl and kubectl, of proxies, journald and syslog, and of
  /// programs that shorten what they print.
  private static let marks: [[StaticString]] = [
    ["curl: ("], ["truncated"], ["omitted"], ["unexpected eof"], ["terminated with exit code"],
    ["connection reset"], ["gateway time"], ["bad gateway"], ["suppressed", "messages"],
    ["missed", "messages"], ["dropped", "messages"], ["dropped", "lines"], ["message repeated"],
  ]

  /// What a line says about what is missing where it stands, as a part of a sentence; nil if it does not.
  static func reason(in line: ArraySlice<UInt8>, _ number: Int) -> String? {
    let small = line.lowercased[...]
    guard marks.contains(where: { $0.allSatisfy { small.firstRange(of: $0) != nil } }) else {
      return nil
    }
    return "line \(number) says that something is missing: '\(TextError.excerpt(line))'"
  }
}
