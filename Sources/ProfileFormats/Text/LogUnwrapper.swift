import ProfileModel

/// Takes away what logs write before, or around, the lines of a text: times, containers, JSON.
///
/// Lines that are not wrapped in the way of the text's first header pass as they are.
enum LogUnwrapper {
  /// A source with the lines of another, unwrapped if the first header does not stand by itself.
  static func unwrapping(
    _ source: consuming ByteSource, _ logged: LoggedText
  ) throws -> ByteSource {
    if isPlain(try source.peek(SourceWindow.size), logged) { return source }
    let lines = UnwrappedLines(source, logged)
    return ByteSource { try lines.next() }
  }

  private static func isPlain(_ start: [UInt8], _ logged: LoggedText) -> Bool {
    for line in start.split(separator: UInt8(ascii: "\n")) {
      if logged.isPlain(line) { return true }
      if LogTemplate(header: line, of: logged) != nil { return false }
    }
    return false
  }
}

/// Gives blocks of unwrapped lines.
private final class UnwrappedLines: @unchecked Sendable {
  private static let blockSize = 64 << 10
  private var lines: LineSplitter
  private let logged: LoggedText
  private var template: LogTemplate?
  /// A line that may be a wrapped header; the next one decides.
  private var candidate: (line: [UInt8], template: LogTemplate)?
  private var block: [UInt8] = []

  init(_ source: consuming ByteSource, _ logged: LoggedText) {
    lines = LineSplitter(source, longestLine: GoDumpReader.longestLine)
    self.logged = logged
  }

  func next() throws -> [UInt8] {
    block.removeAll(keepingCapacity: true)
    while block.count < Self.blockSize {
      guard let line = try lines.next() else {
        if let held = candidate?.line { append(held[...]) }
        candidate = nil
        break
      }
      take(line.last == 0x0D ? line.dropLast() : line)
    }
    if !lines.isTerminated, block.last == 0x0A { block.removeLast() }
    return block
  }

  private func take(_ line: ArraySlice<UInt8>) {
    if let template { return append((template.unwrapped(line) ?? Array(line))[...]) }
    if let (held, template) = candidate {
      candidate = nil
      if decide(held, template, line) { return }
    }
    guard let template = LogTemplate(header: line, of: logged) else { return append(line) }
    if let text = template.unwrapped(line), text.contains(0x0A) {
      self.template = template
      append(text[...])
    } else {
      candidate = (Array(line), template)
    }
  }

  /// Whether a held line was a header, which the line behind it tells; both are given if so.
  private func decide(_ held: [UInt8], _ template: LogTemplate, _ line: ArraySlice<UInt8>) -> Bool {
    if let text = template.unwrapped(line), logged.followsHeader(text[...]) {
      self.template = template
      append((template.unwrapped(held[...]) ?? held)[...])
      append(text[...])
      return true
    }
    // A logger that wraps only the first line of what it prints.
    let isAlone = logged.followsHeader(line)
    append(isAlone ? (template.unwrapped(held[...]) ?? held)[...] : held[...])
    if isAlone { append(line) }
    return isAlone
  }

  private func append(_ line: ArraySlice<UInt8>) {
    block += line
    block.append(0x0A)
  }
}
