/// What has lines that end in a number, some with a `;` too, and is no folded stacks.
///
/// Whoever means it says so with `--from folded`. What is told what it is, not only that it is none, is
/// known elsewhere; here it must only not be taken for stacks.
enum FoldedLookalike {
  /// What no stack begins with: `<module>`, `{main}` and `[unknown]` are frames.
  private static let beginnings: [StaticString] = [
    "<!", "<?", "<html", "{\"", "{}", "[{", "[\"", "[]", "HTTP/", "# HELP", "# TYPE", "#!",
    "mode: ", "# callgrind format",
  ]

  /// Whether a text is one that is known to be something else.
  static func isOtherText(_ window: SourceWindow) -> Bool {
    let text = window.bytes.drop { $0 <= 0x20 }
    if beginnings.contains(where: { text.startsIgnoringCase(with: $0) }) || isOpenBracket(text) {
      return true
    }
    let lines = window.lines.prefix(FoldedRecognition.mostLines).map(\.trimmed)
    return isCallgrind(lines) || isRawPprof(lines)
  }

  /// A bracket of JSON that is alone on its line.
  private static func isOpenBracket(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") else { return false }
    return text.dropFirst().first.map { $0 <= 0x20 } ?? true
  }

  private static func isCallgrind(_ lines: [ArraySlice<UInt8>]) -> Bool {
    lines.contains { $0.starts(with: "events:") }
      && lines.contains {
        $0.starts(with: "fn=") || $0.starts(with: "positions:") || $0.starts(with: "version:")
      }
  }

  /// What `pprof -raw` prints.
  private static func isRawPprof(_ lines: [ArraySlice<UInt8>]) -> Bool {
    guard let period = lines.firstIndex(where: { $0.starts(with: "Period: ") }) else {
      return false
    }
    return lines[period...].prefix(4).contains { $0.ends(with: "Samples:") }
  }

  /// Whether a stack is one word that can be a name: `main`, but neither `42` nor `total:`.
  static func isWord(_ line: borrowing Span<UInt8>, _ stack: Range<Int>) -> Bool {
    guard let last = stack.last, !line.isNumber(stack) else { return false }
    if line.bytes(stack) == FoldedReader.noStack { return true }
    for index in stack where line[index] == UInt8(ascii: ";") || line[index] <= 0x20 {
      return false
    }
    return ![":", "=", ",", "\""].contains { line[last] == UInt8(ascii: $0) }
  }

  /// Whether a line that ends in a number is a record of something else: of a log, a table, a metric.
  static func isRecord(_ line: borrowing Span<UInt8>, _ stack: Range<Int>) -> Bool {
    line.hasControl(stack) || line.hasClock(stack) || beginsAsRecord(line, stack)
      || isMetric(line, stack) || hasForeignFrames(line, stack)
  }

  /// Whether the first of several words is a number, the level of a log, or the mark of a comment.
  private static func beginsAsRecord(_ line: borrowing Span<UInt8>, _ stack: Range<Int>) -> Bool {
    guard let blank = line.firstIndex(of: 0x20, in: stack) else { return false }
    let word = stack.lowerBound..<blank
    let bytes = line.bytes(word)
    return line.isNumber(word) || isLogLevel(bytes)
      || bytes.allSatisfy { $0 == UInt8(ascii: ";") }
  }

  private static let levels: [[UInt8]] = [
    "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL", "CRITICAL", "PANIC",
  ].map { Array($0.utf8) }

  /// `[INFO]`, `ERROR:`, `level=warn`.
  private static func isLogLevel(_ word: [UInt8]) -> Bool {
    if word[...].starts(with: "level=") || word[...].starts(with: "time=") { return true }
    let marks = Array("[]():|".utf8)
    return levels.contains(word.filter { !marks.contains($0) })
  }

  /// Whether it has labels, as in `requests{path="/a;b"}`, ends in a pair, as in `cpu,host=a;b usage=5`, or
  /// is a request, as in `GET /a;b HTTP/1.1`.
  private static func isMetric(_ line: borrowing Span<UInt8>, _ stack: Range<Int>) -> Bool {
    let text = line.bytes(stack)[...]
    if text.firstRange(of: " HTTP/") != nil { return true }
    if let blank = text.lastIndex(of: 0x20), isPair(text[(blank + 1)...]) { return true }
    guard let quote = text.firstRange(of: "=\"")?.lowerBound,
      let brace = text[..<quote].lastIndex(of: UInt8(ascii: "{"))
    else { return false }
    return text[(brace + 1)..<quote].allSatisfy(\.isWordByte)
  }

  /// Whether some frame is a number, as cells of a table are, or all after the first are `key=value`.
  private static func hasForeignFrames(
    _ line: borrowing Span<UInt8>, _ stack: Range<Int>
  ) -> Bool {
    let frames = line.bytes(stack).split(
      separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard frames.count > 1 else { return false }
    return frames.contains { $0.span.isNumber(0..<$0.count) }
      || frames.dropFirst().allSatisfy(isPair)
  }

  private static func isPair(_ frame: ArraySlice<UInt8>) -> Bool {
    guard let equals = frame.firstIndex(of: UInt8(ascii: "=")) else { return false }
    return equals > frame.startIndex && frame[..<equals].allSatisfy(\.isWordByte)
  }
}

extension Span<UInt8> {
  fileprivate func bytes(_ range: Range<Int>) -> [UInt8] { range.map { self[$0] } }

  /// Whether a part is a number, a date, an amount: digits, and what stands between and behind them.
  fileprivate func isNumber(_ range: Range<Int>) -> Bool {
    var hasDigit = false
    for index in range {
      switch self[index] {
      case 0x30...0x39: hasDigit = true
      case 0x25, 0x2B...0x2F, 0x3A: break
      default: return false
      }
    }
    return hasDigit
  }

  /// Whether a part has a tab or an escape in it, as tables and terminals do.
  fileprivate func hasControl(_ range: Range<Int>) -> Bool {
    for index in range where self[index] < 0x20 || self[index] == 0x7F { return true }
    return false
  }

  /// Whether its first part has a time of day: `12:34:56`, or `12:34` as a word.
  fileprivate func hasClock(_ range: Range<Int>) -> Bool {
    for start in range.prefix(48) where hasShape("00:00", at: start, range) {
      let (before, end) = (start - 1, start + 5)
      if hasShape("00:00:00", at: start, range) { return true }
      if before >= range.lowerBound, self[before] == 0x20, end < range.upperBound, self[end] == 0x20
      {
        return true
      }
    }
    return false
  }

  /// Whether a part has digits where a shape has zeros, and the same bytes elsewhere.
  private func hasShape(_ shape: StaticString, at start: Int, _ range: Range<Int>) -> Bool {
    guard start + shape.utf8CodeUnitCount <= range.upperBound else { return false }
    return shape.withUTF8Buffer { wanted in
      for offset in 0..<wanted.count {
        let (wanted, byte) = (unsafe wanted[offset], self[start + offset])
        guard wanted == 0x30 ? 0x30...0x39 ~= byte : byte == wanted else { return false }
      }
      return true
    }
  }
}

extension UInt8 {
  /// Whether it may be in the key of a label.
  fileprivate var isWordByte: Bool {
    isLetterOrDigit || self == 0x2D || self == 0x2E || self == 0x5F
  }
}

extension ArraySlice<UInt8> {
  /// Whether the bytes begin with a text, whatever the case of their letters.
  fileprivate func startsIgnoringCase(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard count >= length else { return false }
    return text.withUTF8Buffer { wanted in
      for offset in 0..<length
      where unsafe wanted[offset].lowercasedLetter != self[startIndex + offset].lowercasedLetter {
        return false
      }
      return true
    }
  }
}

extension UInt8 {
  fileprivate var lowercasedLetter: UInt8 { 0x41...0x5A ~= self ? self + 0x20 : self }
}
