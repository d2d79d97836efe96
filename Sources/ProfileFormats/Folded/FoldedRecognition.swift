/// How sure it is that a text is folded stacks, by its first lines.
///
/// Lines that end in a number are everywhere, in logs, tables and lists. What tells stacks from those is a
/// `;` between two frames, without a blank on either side; a list of single names may be stacks or anything.
struct FoldedRecognition {
  /// How many lines are looked at.
  static let mostLines = 64

  /// Whether the file is named as folded stacks, or as the protobufs that they are never guessed to be.
  private let isNamed, isNamedAsPprof: Bool
  private var lines = 0
  /// The lines that end in a blank and a number and can be stacks.
  private var counted = 0
  /// Those of them that have several frames, and those whose stack is one word.
  private var stacks = 0
  private var words = 0

  static func recognise(_ window: SourceWindow) -> Recognition {
    guard window.isText else { return .no }
    var seen = FoldedRecognition(window.name)
    seen.parse(window)
    let found = seen.lines == 0 ? seen.cutLine(window.bytes.span) : seen.recognition
    return found.confidence > .no && FoldedLookalike.isOtherText(window) ? .no : found
  }

  private init(_ name: String?) {
    isNamed = InputFormat.folded.owns(name)
    isNamedAsPprof = InputFormat.pprof.owns(name)
  }

  private mutating func parse(_ window: SourceWindow) {
    // What has no end may go on behind the window.
    let isCut = !window.isWhole && window.bytes.last != UInt8(ascii: "\n")
    for line in isCut ? window.lines.dropLast() : window.lines[...] {
      parse(line.span)
      if lines == Self.mostLines { return }
    }
  }

  private mutating func parse(_ line: borrowing Span<UInt8>) {
    switch FoldedLine.parse(line) {
    case .blank: break
    case .damaged: lines += 1
    case .stack(let parts):
      lines += 1
      if !FoldedLookalike.isRecord(line, parts.stack) { count(line, parts.stack) }
    }
  }

  private mutating func count(_ line: borrowing Span<UInt8>, _ stack: Range<Int>) {
    counted += 1
    if line.hasFrames(in: stack) { stacks += 1 }
    var name = stack
    // The first of two counts is no part of the name; a table of numbers gets no such favour.
    if isNamed, let cut = FoldedPair.cut(line.extracting(stack)) {
      name = stack.lowerBound..<stack.lowerBound + cut.end
    }
    if FoldedLookalike.isWord(line, name) { words += 1 }
  }

  private var recognition: Recognition {
    let share = counted == lines ? "every line ends" : "\(counted) of \(lines) lines end"
    guard counted > 0, counted * 10 >= lines * 9 else {
      guard stacks > 0, counted * 2 >= lines, !isNamedAsPprof else { return .no }
      return .likely("\(share) in a number, with frames separated by ';' before it")
    }
    if stacks > 0 {
      return .certain("\(share) in a number, with frames separated by ';' before it")
    }
    guard words == counted, !isNamedAsPprof else { return .no }
    if isNamed { return .certain("\(share) in a number, and its name says so") }
    return .maybe("\(share) in a number, none has a ';'")
  }

  /// Of a line that is longer than the window neither the count nor all frames are seen.
  private func cutLine(_ text: borrowing Span<UInt8>) -> Recognition {
    let all = 0..<text.count
    guard text.hasFrames(in: all), !FoldedLookalike.isRecord(text, all), !isNamedAsPprof else {
      return .no
    }
    if isNamed { return .certain("it has frames separated by ';', and its name says so") }
    return .maybe("its first line has frames separated by ';' and is too long to see its end")
  }
}

extension Span<UInt8> {
  /// Whether a stack has a `;` without a blank beside it, which separates two frames.
  fileprivate func hasFrames(in stack: Range<Int>) -> Bool {
    var index = stack.lowerBound + 1
    while index + 1 < stack.upperBound {
      guard let found = firstIndex(of: UInt8(ascii: ";"), in: index..<stack.upperBound - 1) else {
        return false
      }
      if self[found - 1] > 0x20, self[found + 1] > 0x20 { return true }
      index = found + 1
    }
    return false
  }
}
