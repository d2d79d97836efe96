import ProfileModel

/// Reads what the Go runtime prints of goroutines: debug=2, `runtime.Stack`, panics, fatal errors, test
/// timeouts and answers to SIGQUIT, of Go 1.15 to 1.27, with any text before and after.
enum GoDumpReader {
  /// No line may be longer.
  static let longestLine = 16 << 20
  /// The size at which the runtime stops writing a dump, without a word.
  static let largestDump = 64 << 20

  /// Reads all dumps to the end of a source; several in one file begin where a goroutine comes again.
  ///
  /// - Parameter keepsIDs: whether the labels `go.id` and `go.args` tell goroutines apart.
  /// - Throws: `TextError`, `LineTooLong`, or what the source throws.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits, keepsIDs: Bool
  ) throws -> [TextSection] {
    var lines = LineSplitter(
      try LogUnwrapper.unwrapping(source, .goDump), longestLine: longestLine)
    var parser = GoDumpParser(limits: limits, keepsIDs: keepsIDs)
    var size = 0
    while let line = try lines.next() {
      size += line.count + 1
      if !lines.isTerminated { parser.expectCut() }
      try parser.take(line, number: lines.lineNumber)
    }
    if !lines.isTerminated { size -= 1 }
    return try parser.finish(isTerminated: lines.isTerminated, size: size)
  }
}

extension GoDumpReader {
  /// Whether the beginning of a text holds the header of a goroutine, perhaps behind what a log writes
  /// before it, or begins with the first line of a crash.
  static func recognise(_ window: SourceWindow) -> Recognition {
    guard window.isText else { return .no }
    let lines = window.lines
    let isDump =
      lines.contains { GoDumpHeader($0) != nil || LogTemplate(header: $0, of: .goDump) != nil }
      || lines.first.map { GoDumpPreamble($0) != nil } == true
    return isDump ? .certain("it has the header of a goroutine") : .no
  }
}
