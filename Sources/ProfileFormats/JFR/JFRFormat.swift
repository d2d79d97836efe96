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
