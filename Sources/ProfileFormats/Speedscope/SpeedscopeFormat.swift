extension InputFormat {
  /// The JSON of speedscope, which many profilers write.
  package static let speedscope = InputFormat(
    name: "speedscope", summary: "speedscope, py-spy, pyinstrument, dotnet-trace and others",
    endings: [".speedscope.json", ".speedscope"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.word("$schema")?.hasSuffix("speedscope.app/file-format-schema.json") == true {
        return .certain("its schema is speedscope's")
      }
      if ["sampled", "evented"].contains(outline.word("type", in: "profiles")) {
        return .certain("it has profiles as speedscope has them")
      }
      return outline.has("frames", in: "shared") ? .likely("it has shared frames") : .no
    },
    read: { source, settings in [.only(try SpeedscopeReader.read(source, settings))] })
}
