extension InputFormat {
  /// The formats of gperftools and its relatives.
  package static let legacy = InputFormat(
    name: "legacy",
    summary:
      "gperftools and similar profilers: binary and text, with or without symbols",
    endings: [".heap", ".prof"], traits: [], isText: false,
    recognise: LegacyReader.recognise,
    read: { source, settings in try LegacyReader.readAll(source, limits: settings.limits) })
}
