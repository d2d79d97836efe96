import ProfileModel

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

/// Reads the formats that came before the protobuf, of gperftools and its relatives in C++, Java and Go.
enum LegacyReader {
  /// How sure it is that content begins as one of them, a text of addresses or a binary profile.
  static func recognise(_ window: SourceWindow) -> Recognition {
    if BinaryCPUReader.recognises(window.bytes) {
      return .certain("it begins with the header of a gperftools CPU profile")
    }
    if SymbolizedReader.recognises(window.bytes) {
      return .certain("it begins with names of addresses")
    }
    guard window.isText, isText(window.bytes) else { return .no }
    return .certain("it has the first line of such a text")
  }

  private static func isText(_ start: [UInt8]) -> Bool {
    let lines = start.split(separator: UInt8(ascii: "\n"), maxSplits: 50).prefix(50)
    guard
      let first = lines.map(\.trimmed).first(where: { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
      )
    else { return false }
    if JavaTextReader.recognises(first) || ThreadTextReader.recognises(first) { return true }
    return AddressedHeader(first)?.isGo == false
  }

  /// Reads a profile in the one of these formats that its beginning shows.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> [TextSection] {
    let start = try source.peek(SourceWindow.size)
    if BinaryCPUReader.recognises(start) {
      return [TextSection(line: 1, read: try BinaryCPUReader.read(source, limits: limits))]
    }
    if SymbolizedReader.recognises(start) {
      return try SymbolizedReader.readAll(source, limits: limits)
    }
    let text = start[...]
    if JavaTextReader.recognises(text),
      text.prefix(1024).firstRange(of: "format = java") != nil
        || text.starts(with: "--- heapz")
    {
      return [TextSection(line: 1, read: try JavaTextReader.read(source, limits: limits))]
    }
    if AddressedHeader(text.prefix { $0 != UInt8(ascii: "\n") }.trimmed) != nil {
      return try AddressedTextReader.readAll(source, limits: limits)
    }
    guard isText(start) else { throw TextError(.unknownFormat) }
    return [TextSection(line: 1, read: try ThreadTextReader.read(source, limits: limits))]
  }
}
