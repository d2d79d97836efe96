import ProfileAnalysis

extension OutputFormat {
  /// OpenTelemetry's protobuf.
  package static let otlp = OutputFormat(
    name: "otlp", summary: "OpenTelemetry (v1development) in protobuf", endings: [".otlp"],
    isText: false, keeps: otlpParts, options: [.service],
    writer: { profile, settings, sink in
      OTLPWriter.write(
        profile, service: settings.service, shown: try SampleTypeChoice(of: profile).column,
        to: &sink)
      return LeftOutStacks()
    })

  /// The same as JSON, as the collector's file exporter writes it.
  package static let otlpJSON = OutputFormat(
    name: "otlp-json", widerName: "otlp", summary: "the same as JSON", endings: [".otlp.json"],
    isText: true, keeps: otlpParts, options: [.service],
    writer: { profile, settings, sink in
      try OTLPWriter.writeJSON(
        profile, service: settings.service, shown: try SampleTypeChoice(of: profile).column,
        to: &sink)
      return LeftOutStacks()
    })

  private static let otlpParts = Set(ProfilePart.allCases).subtracting([.mixedUnits])
}
