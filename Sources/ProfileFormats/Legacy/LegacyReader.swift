import ProfileModel

/// Reads the formats that came before the protobuf, of gperftools and its relatives in C++, Java and Go.
enum LegacyReader {
  /// The format of a text of addresses or of an older binary profile, by its beginning.
  static func recognises(_ start: [UInt8]) -> SourceFormat? {
    if BinaryCPUReader.recognises(start) { return .legacy }
    let lines = start.split(separator: UInt8(ascii: "\n"), maxSplits: 50).prefix(50)
    guard
      let first = lines.map(\.trimmed).first(where: { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
      )
    else { return nil }
    if JavaTextReader.recognises(first) || ThreadTextReader.recognises(first) { return .legacy }
    return AddressedHeader(first)?.format
  }

  /// Reads a profile of whichever of them the content begins like.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> [TextSection] {
    let start = try source.peek(ProfileReader.window)
    if BinaryCPUReader.recognises(start) {
      return [TextSection(line: 1, read: try BinaryCPUReader.read(source, limits: limits))]
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
    guard recognises(start) == .legacy else { throw TextError(.unknownFormat) }
    return [TextSection(line: 1, read: try ThreadTextReader.read(source, limits: limits))]
  }
}
