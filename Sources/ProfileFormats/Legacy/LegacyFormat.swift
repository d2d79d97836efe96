extension InputFormat {
  /// The formats of gperftools and its relatives.
  package static let legacy = InputFormat(
    name: "legacy",
    summary:
      "gperftools and its relatives: binary and text, also after a symbol table",
    endings: [".heap", ".prof"], traits: [], isText: false,
    recognise: LegacyReader.recognise,
    read: { source, settings in try LegacyReader.readAll(source, limits: settings.limits) })
}
