import JSONText
import PprofWire
import ProfileModel

extension InputFormat {
  /// OpenTelemetry's profiles, in protobuf and in JSON.
  package static let otlp = InputFormat(
    name: "otlp", summary: "OpenTelemetry profiles: protobuf or JSON, from collectors and agents",
    endings: [".otlp", ".otlp.json"], traits: [], isText: false,
    recognise: { window in
      // A message may begin with the length 123, which is a brace.
      if let outline = window.outline, window.isPrintable {
        return outline.has("resourceProfiles") || outline.has("resource_profiles")
          || outline.hasKey(endingIn: "Table", in: "dictionary")
          ? .certain("it has resources with profiles") : .no
      }
      if window.isPrintable { return .no }
      switch ForeignMessage(start: window.bytes[...]) {
      case .openTelemetry: return .certain("it begins with an OpenTelemetry message")
      default:
        return ForeignMessage.isDelimitedTelemetry(window.bytes[...])
          ? .likely("it begins with the length of an OpenTelemetry message") : .no
      }
    },
    read: { source, settings in [.only(try OTLPReader.read(source, settings))] })
}

/// Reads OpenTelemetry profiles, one document after the other: each has its own tables.
enum OTLPReader {
  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var source = source
    let start = SourceWindow(try source.peek(512), isWhole: false)
    var profiles = OTLPProfiles(settings)
    // A message may begin with the length 123, which is a brace.
    if start.isPrintable, start.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      var json = JSONTokenizer(source)
      var isOnly = true
      repeat {
        let document = try OTLPJSON.document(&json, settings.limits)
        isOnly = try isOnly && json.isAtEnd()
        try profiles.add(document, isOnly: isOnly)
      } while try !json.isAtEnd()
    } else {
      let bytes = try whole(source, settings.limits)
      let documents = try OTLPDecoder.documents(bytes, limits: settings.limits)
      for document in documents {
        try profiles.add(document, isOnly: documents.count == 1)
      }
    }
    return try profiles.finish()
  }

  /// All of a message: its dictionary may stand behind what refers to it.
  private static func whole(
    _ source: consuming ByteSource, _ limits: ReadLimits
  ) throws -> [UInt8] {
    var source = source
    var bytes: [UInt8] = []
    while case let block = try source.next(), !block.isEmpty {
      bytes += block
      try limits.check(memory: bytes.count)
    }
    return bytes
  }
}
