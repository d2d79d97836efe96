extension InputFormat {
  /// The formats of gperftools and its relatives.
  public static let legacy = InputFormat(
    name: "legacy", endings: [".heap", ".prof"], traits: [], isText: false,
    recognise: LegacyReader.recognise,
    read: { source, settings in try LegacyReader.readAll(source, limits: settings.limits) })
}
