import ProfileModel

extension InputFormat {
  /// debug=2 of goroutine, and what the Go runtime prints of goroutines when a program ends.
  package static let goDump = InputFormat(
    name: "go-dump",
    summary:
      "/debug/pprof/goroutine?debug=2, runtime.Stack, panics, fatal errors, SIGQUIT, test timeouts, goleak",
    endings: [".debug2.txt", ".debug2", ".dump"],
    traits: [.hidesRuntimeFrames, .isDump, .tellsStates], isText: true,
    recognise: GoDumpReader.recognise,
    read: GoDumpReader.readAll)
}

/// Reads what the Go runtime prints of goroutines: debug=2, `runtime.Stack`, panics, fatal errors, test
/// timeouts and answers to SIGQUIT, of Go 1.15 to 1.27, with any text before and after.
enum GoDumpReader {
  /// The size at which the runtime stops writing a dump, without a word.
  static let largestDump = 64 << 20

  /// Reads all dumps to the end of a source; several in one file begin where a goroutine comes again.
  ///
  /// - Throws: `TextError`, `LineTooLong`, or what the source throws.
  static func readAll(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> [TextSection] {
    var lines = LineSplitter(source)
    var parser = GoDumpParser(
      GoDumpCollector(limits: settings.limits, keepsIDs: settings.keepsIDs),
      readsBareStacks: settings.isFormatGiven)
    var size = 0
    while let line = try lines.next() {
      size += line.count + 1
      if !lines.isTerminated { parser.expectCut(in: line) }
      try parser.parse(line, number: lines.lineNumber)
    }
    if !lines.isTerminated { size -= 1 }
    return try parser.finish(isTerminated: lines.isTerminated, size: size)
  }
}

extension GoDumpReader {
  /// The confidence in a text: certain if it has the header of a goroutine and what follows one, or begins with the
  /// first line of a crash.
  static func recognise(_ window: SourceWindow) -> Recognition {
    guard window.isText else { return .no }
    let lines = window.lines
    if TextAnchor.confirmed(in: lines) == .goroutine {
      return .certain("it has a goroutine header with frames")
    }
    if lines.first.map({ GoDumpPreamble($0) != nil }) == true {
      return .likely("it begins like a crash")
    }
    let hasHeader = lines.contains { TextAnchor($0.trimmedAtEnd) == .goroutine }
    return hasHeader ? .likely("it has a goroutine header") : .no
  }
}
