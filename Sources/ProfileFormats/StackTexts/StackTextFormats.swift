extension InputFormat {
  /// The call graph that macOS's `sample` and Activity Monitor print.
  package static let macosSample = InputFormat(
    name: "macos-sample", summary: "sample and Activity Monitor on macOS", endings: [], traits: [],
    isText: true,
    recognise: { window in
      let lines = window.lines.lazy
      let graph = lines.firstIndex { $0.starts(with: "Call graph:") }
      let head = lines.prefix(graph ?? 64).contains {
        $0.starts(with: "Analysis of sampling ") || $0.starts(with: "Sampling process ")
      }
      switch (graph != nil, head) {
      case (true, true): return .certain("it has the header and the call graph of sample")
      case (true, false): return .likely("it has a call graph")
      case (false, true): return .likely("it has the header of sample")
      default: return .no
      }
    },
    read: { source, settings in [.only(try MacOSSampleReader.read(source, settings))] })

  /// The maps of stacks that bpftrace prints.
  package static let bpftrace = InputFormat(
    name: "bpftrace", summary: "bpftrace: counts by stack", endings: [], traits: [], isText: true,
    recognise: { window in
      let lines = window.lines.lazy.map(\.trimmed)
      let begins = lines.contains { BpftraceReader.begins($0) }
      return begins && lines.contains { BpftraceReader.end(of: $0) != nil }
        ? .certain("it has a map of stacks") : .no
    },
    read: { source, settings in [.only(try BpftraceReader.read(source, settings))] })

  /// The stacks that DTrace aggregates.
  package static let dtrace = InputFormat(
    name: "dtrace", summary: "DTrace: aggregations by stack() and ustack()", endings: [],
    traits: [], isText: true,
    recognise: { window in
      var hasFrame = false
      for line in window.lines.prefix(4096) {
        let text = line.trimmed
        if text.isEmpty { continue }
        if line.first.map({ $0 <= 0x20 }) == true, text.contains(UInt8(ascii: "`")),
          !text.contains(UInt8(ascii: ";"))
        {
          hasFrame = true
        } else if hasFrame, text.allSatisfy({ 0x30...0x39 ~= $0 }) {
          return .likely("it has frames with a module and counts below them")
        }
      }
      return .no
    },
    read: { source, settings in [.only(try DTraceReader.read(source, settings))] })
}
