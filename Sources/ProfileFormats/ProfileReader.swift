import PprofWire
public import ProfileModel

/// Reads a profile of any format, which is recognised by its content.
public enum ProfileReader {
  /// How much of a source is looked at to recognise its format, or what wraps it.
  static let window = 64 << 10

  /// Reads one profile to the end of its source, inflating it first if it is gzip.
  ///
  /// - Parameters:
  ///   - format: the format it is known to have; nil to find out.
  ///   - nth: which of several profiles in one text, from 1; the last is -1. Without it, several are an
  ///     error that names their lines.
  ///   - keepsIDs: whether the goroutines of a dump are told apart by labels for their ids and arguments.
  ///   - keepsOrder: whether folded stacks keep the order of their lines even if they are equal.
  public static func read(
    _ source: consuming ByteSource, from format: SourceFormat? = nil,
    limits: ReadLimits = ReadLimits(), nth: Int? = nil, keepsIDs: Bool = false,
    keepsOrder: Bool = false
  ) throws -> ReadProfile {
    let sections = try sections(
      source, from: format, limits: limits, keepsIDs: keepsIDs, keepsOrder: keepsOrder)
    return try choose(sections, nth: nth)
  }

  /// Reads all profiles of a source: those of a text that holds several in their order, else the only one.
  public static func readAll(
    _ source: consuming ByteSource, from format: SourceFormat? = nil,
    limits: ReadLimits = ReadLimits(), keepsIDs: Bool = false
  ) throws -> [ReadProfile] {
    try sections(source, from: format, limits: limits, keepsIDs: keepsIDs).map(\.read)
  }

  private static func choose(_ sections: [TextSection], nth: Int?) throws -> ReadProfile {
    guard let nth else {
      guard sections.count == 1 else { throw TextError(.several(lines: sections.map(\.line))) }
      return sections[0].read
    }
    let place = nth > 0 ? nth - 1 : nth < 0 ? sections.count + nth : -1
    guard sections.indices.contains(place) else {
      throw TextError(.noSuchDump(nth, count: sections.count))
    }
    return sections[place].read
  }

  private static func sections(
    _ source: consuming ByteSource, from format: SourceFormat?, limits: ReadLimits, keepsIDs: Bool,
    keepsOrder: Bool = false
  ) throws -> [TextSection] {
    var source = source
    try source.dropHTTPHeads()
    var plain = try GzipSource.inflating(source, limits: limits)
    try plain.dropByteOrderMark()
    let start = try plain.peek(window)
    switch format ?? SourceFormat(recognising: start) ?? SourceFormat(guessing: start) {
    case .pprof: return [only(try PprofReader.read(plain, limits: limits))]
    case .folded:
      return [
        only(try FoldedReader.read(plain, limits: limits, joinsEqualStacks: !keepsOrder))
      ]
    case .goDump: return try GoDumpReader.readAll(plain, limits: limits, keepsIDs: keepsIDs)
    case .goCount, .goHeap, .goContention:
      return try AddressedTextReader.readAll(plain, limits: limits)
    case .legacy: return try LegacyReader.readAll(plain, limits: limits)
    case nil: throw TextError(.unknownFormat)
    }
  }

  private static func only(_ read: ReadProfile) -> TextSection { TextSection(line: 1, read: read) }
}
