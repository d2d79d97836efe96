import ProfileModel

extension InputFormat {
  /// The recordings of Java Flight Recorder: of a JDK, and of what writes like one.
  package static let jfr = InputFormat(
    name: "jfr", summary: "Java Flight Recorder recordings: jcmd JFR.start, async-profiler",
    endings: [".jfr"], traits: [], isText: false,
    recognise: { window in
      window.bytes.starts(with: JFRHeader.magic)
        ? .certain("it begins like a recording of Java Flight Recorder") : .no
    },
    read: { source, settings in [.only(try JFRReader.read(source, settings))] })
}

/// Reads a recording chunk by chunk: each has its own types, constants, settings and clock.
enum JFRReader {
  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var chunks = JFRChunks(source, settings.limits)
    var samples = JFRSamples(settings)
    while let chunk = try chunks.next() { try samples.add(chunk) }
    return try samples.finish(incomplete: chunks.incomplete)
  }
}

/// How often a chunk's samples were taken, as its settings say.
struct JFRSettings {
  private static let event = "jdk.ActiveSetting"
  private static let units: [(name: StaticString, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  /// The nanoseconds between samples, by the number of their event.
  private(set) var periods: [Int64: Int64] = [:]

  init(_ chunk: JFRChunk, _ constants: JFRConstants) throws(ContentError) {
    let types = constants.types
    guard let row = types.row(named: Self.event) else { return }
    let plan = JFRPlan(["id", "name", "value"], of: row, in: types)
    guard plan.fields[0]?.isNumber == true else { return }
    var slots: [Int64] = [0, 0, 0]
    try chunk.forEachEvent { type, cursor throws(ContentError) in
      guard types.row(id: type) == row else { return }
      try plan.read(types, &cursor, into: &slots)
      guard let name = try constants.text(plan.fields[1], slots[1]),
        let value = try constants.text(plan.fields[2], slots[2]),
        let period = Self.nanoseconds(value, of: name), period > 0
      else { return }
      periods[slots[0]] = period
    }
  }

  /// What `10 ms` is, a `period`, or `10000000`, an `interval`; nil for any other setting.
  private static func nanoseconds(_ value: [UInt8], of name: [UInt8]) -> Int64? {
    let isInterval = name.elementsEqual("interval".utf8)
    guard isInterval || name.elementsEqual("period".utf8) else { return nil }
    var cursor = TextCursor(value[...])
    guard let number = cursor.decimal() else { return nil }
    cursor.skipBlanks()
    if cursor.isAtEnd { return isInterval ? Int64(clamping: number) : nil }
    guard let unit = units.first(where: { cursor.rest.elementsEqual("\($0.name)".utf8) }) else {
      return nil
    }
    return Int64(clamping: number).multipliedClamped(by: unit.nanoseconds)
  }
}

extension JFRChunk {
  /// Goes through the events: `body` gets the type of each and a cursor before its fields.
  func forEachEvent(
    _ body: (_ type: Int64, inout JFRCursor) throws(ContentError) -> Void
  ) throws(ContentError) {
    var cursor = cursor(at: JFRHeader.size)
    while !cursor.isAtEnd {
      let type = try cursor.enterEvent()
      try body(type, &cursor)
      cursor.leaveEvent()
    }
  }
}
