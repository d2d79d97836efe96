/// The parts of a line of folded stacks: `main;work 42` has the stack `main;work` and the count `42`.
struct FoldedLine {
  /// The range of the stack in the line.
  let stack: Range<Int>
  /// The count.
  let count: FoldedCount

  /// The kind of a line.
  enum Kind {
    /// Nothing, or a comment: a line that begins with `# `.
    case blank
    case stack(FoldedLine)
    case damaged(FoldedError.Reason)
  }

  /// Parses a line; blanks at its ends and a carriage return do not belong to it.
  static func parse(_ line: borrowing Span<UInt8>) -> Kind {
    let text = line.trimmed(0..<line.count)
    guard !text.isEmpty, !isComment(line, text) else { return .blank }
    guard let blank = line.lastBlank(in: text) else { return .damaged(.missingCount) }
    let word = blank + 1..<text.upperBound
    guard let count = FoldedCount(line, in: word) else {
      return .damaged(.countNotANumber(shown(line, in: word)))
    }
    return .stack(FoldedLine(stack: text.lowerBound..<blank, count: count))
  }

  private static func isComment(_ line: borrowing Span<UInt8>, _ text: Range<Int>) -> Bool {
    guard line[text.lowerBound] == UInt8(ascii: "#") else { return false }
    return text.count == 1 || line[text.lowerBound + 1] == UInt8(ascii: " ")
  }

  /// The beginning of a part of a line, fit for a message.
  static func shown(_ line: borrowing Span<UInt8>, in range: Range<Int>) -> String {
    let longest = 40
    var bytes: [UInt8] = []
    for index in range.prefix(longest) { bytes.append(line[index]) }
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control ? "\u{FFFD}" : String(scalar)
    }
    return text.joined() + (range.count > longest ? "…" : "")
  }
}

extension Span<UInt8> {
  /// A range without the blanks at its ends.
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (first, end) = (range.lowerBound, range.upperBound)
    while end > first, self[end - 1].isBlank { end -= 1 }
    while first < end, self[first].isBlank { first += 1 }
    return first..<end
  }

  /// The last space or tab of a range.
  @inline(__always)
  func lastBlank(in range: Range<Int>) -> Int? {
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      if self[index] == 0x20 || self[index] == 0x09 { return index }
    }
    return nil
  }
}

extension UInt8 {
  /// A space, a tab or a carriage return.
  @inline(__always)
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
