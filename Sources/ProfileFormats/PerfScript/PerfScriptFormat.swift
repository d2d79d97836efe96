extension InputFormat {
  /// What `perf script` prints.
  package static let perfScript = InputFormat(
    name: "perf-script", summary: "perf script from Linux and simpleperf", endings: [],
    traits: [], isText: true, isLong: true, recognise: PerfScriptRecognition.recognise,
    read: { source, settings in [.only(try PerfScriptReader.read(source, settings))] })
}

/// How sure it is that a text is what `perf script` prints, by its first record.
enum PerfScriptRecognition {
  static func recognise(_ window: SourceWindow) -> Recognition {
    guard window.isText, let first = window.lines.first else { return .no }
    if first.starts(with: "# ========"),
      window.lines.prefix(64).contains(where: { $0.starts(with: "# cmdline :") })
    {
      return .certain("it has headers of perf script")
    }
    let lines = window.lines.lazy.filter { $0.first != UInt8(ascii: "#") && !$0.trimmed.isEmpty }
    guard let line = lines.first else { return .no }
    let next = lines.dropFirst().first
    if PerfHeader(timed: line) != nil {
      guard let next else {
        return window.isWhole ? .likely("its line looks like a record of perf script") : .no
      }
      return PerfHeader(timed: next) != nil || PerfFrame.begins(next.trimmed)
        ? .certain("it has a record of perf script") : .no
    }
    guard let header = PerfHeader(untimed: line) else { return .no }
    let hasFrame =
      PerfFrame(header.rest) != nil || next.map { PerfFrame.begins($0.trimmed) } == true
    return hasFrame ? .likely("it looks like a record of perf script") : .no
  }
}
