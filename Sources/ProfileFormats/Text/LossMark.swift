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
    guard mayHoldMark(line.span) else { return nil }
    let small = line.lowercased[...]
    let isMarked = marks.contains { $0.allSatisfy { small.firstRange(of: $0) != nil } }
    return isMarked ? reason(line, number) : nil
  }

  /// What a line says that is known to tell a loss.
  static func reason(_ line: ArraySlice<UInt8>, _ number: Int) -> String {
    "line \(number) says that something is missing: '\(TextError.excerpt(line))'"
  }

  /// Whether a line holds the first three letters of a mark: logs of gigabytes may follow a dump, and most lines do not.
  private static func mayHoldMark(_ line: borrowing Span<UInt8>) -> Bool {
    let beginnings = beginnings.span
    var key = 0
    for index in 0..<line.count {
      key = next(key, line[index])
      if beginnings[key] { return true }
    }
    return false
  }

  /// The last three bytes as a number, capital letters as small ones.
  private static func next(_ key: Int, _ byte: UInt8) -> Int {
    (key << 5 | Int(byte & 31)) & 0x7FFF
  }

  private static let beginnings: [Bool] = {
    var table = [Bool](repeating: false, count: 0x8000)
    for mark in marks {
      let key = mark[0].withUTF8Buffer { unsafe $0.prefix(3).reduce(0, next) }
      table[key] = true
    }
    return table
  }()
}
