extension InputFormat {
  /// The performance panel of DevTools, and trace events of any tool.
  package static let chromeTimeline = InputFormat(
    name: "chrome-timeline", summary: "timelines of DevTools, trace events of Chrome and others",
    endings: [], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.has("traceEvents") { return .certain("it has trace events") }
      let isArray = window.bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
      if isArray, outline.has("ph") { return .certain("it is a list of trace events") }
      return outline.word("source", in: "metadata") == "DevTools"
        ? .likely("DevTools wrote it") : .no
    },
    read: { source, settings in [.only(try TimelineReader.read(source, settings))] })
}
