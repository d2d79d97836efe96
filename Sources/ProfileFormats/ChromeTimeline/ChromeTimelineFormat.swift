import JSONText
import ProfileModel

extension InputFormat {
  /// The performance panel of DevTools, and trace events of any tool.
  package static let chromeTimeline = InputFormat(
    name: "chrome-timeline", summary: "DevTools timelines, trace events from Chrome and others",
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

/// Reads a timeline of DevTools, or trace events of any tool.
///
/// CPU profiles in it are all that counts where there are any; else samples, else what begins and ends.
struct TimelineReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var threads = TraceThreads()
  private var profiles = TimelineProfiles()
  private var spans = TraceSpans()
  private var samples = TraceSamples()
  private var incomplete: String?

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var reader = TimelineReader(settings)
    var json = JSONTokenizer(source)
    do {
      try reader.parse(&json)
    } catch let error as JSONError where reader.isOpen && error.isEarlyEnd {
      // Chrome may leave out what closes the list, and the object around it.
    }
    return try reader.finish()
  }

  /// Whether the list of events has no end, as Chrome may leave it.
  private var isOpen = false

  private mutating func parse(_ json: inout JSONTokenizer) throws {
    if try json.kind() == .array {
      try parseEvents(&json)
    } else {
      try json.readObject { key, json in try parse(key, &json) }
    }
    try json.readEnd()
  }

  private mutating func parse(_ key: String, _ json: inout JSONTokenizer) throws {
    guard !isOpen else { return }
    switch key {
    case "traceEvents": try parseEvents(&json)
    case "stackFrames": try samples.readFrames(&json, &builder)
    case "samples": try samples.readSamples(&json, &builder)
    default: break
    }
  }

  // MARK: Events

  /// Reads a list of events, which may end without its bracket.
  private mutating func parseEvents(_ json: inout JSONTokenizer) throws {
    let depth = json.depth
    do {
      try json.readArray { json in
        guard try json.kind() == .object else { return }
        let others = memory
        let limits = settings.limits
        try parse(try TraceEvent.read(&json, &builder) { try limits.check(memory: $0 + others) })
        try limits.check(memory: memory)
      }
    } catch let error as JSONError where error.isEarlyEnd {
      if json.depth > depth + 1 { incomplete = "the file ends in the middle of an event" }
      isOpen = true
    }
  }

  private var memory: Int {
    builder.memory + threads.memory + profiles.memory + spans.memory + samples.memory
  }

  private mutating func parse(_ event: TraceEvent) throws {
    if event.phase == UInt8(ascii: "M") { return threads.add(event, &builder) }
    switch event.name {
    case builder.string("Profile"): parseProfile(event, opens: true)
    case builder.string("ProfileChunk"): parseProfile(event, opens: false)
    case builder.string("CpuProfile"): parseProfile(event, opens: true)
    default: if profiles.isEmpty { spans.add(event) }
    }
  }

  private mutating func parseProfile(_ event: TraceEvent, opens: Bool) {
    // An event of another tool may have the same name.
    guard event.part != nil || event.phase == UInt8(ascii: "P") else { return spans.add(event) }
    profiles.add(event, opens: opens)
    spans = TraceSpans()
  }

  // MARK: The whole

  private mutating func finish() throws -> ReadProfile {
    var (columns, notes) = (SampleColumns(), ReadNotes())
    if !profiles.isEmpty {
      try profiles.add(to: &columns, threads, &builder, settings, &notes)
    } else if !samples.isEmpty {
      try samples.add(to: &columns, &builder, settings, &notes)
    } else if !spans.isEmpty {
      try spans.add(to: &columns, threads, &builder, settings, &notes)
    } else {
      throw ContentError(.missing("CPU profile in it, and no event that begins and ends"))
    }
    notes.incomplete = incomplete
    notes.note(zeroSamples: columns.move(into: &builder))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
