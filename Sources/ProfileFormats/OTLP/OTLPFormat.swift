import PprofWire

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
