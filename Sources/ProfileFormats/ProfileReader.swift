import PprofWire
public import ProfileModel

/// Reads a profile of any format, which is recognised by its content.
public enum ProfileReader {
  /// Reads one profile to the end of its source, inflating it first if it is gzip.
  ///
  /// - Parameters:
  ///   - format: the format it is known to have; nil to find out.
  ///   - name: the name of its file, whose ending decides between formats that are equally likely.
  ///   - nth: which of several profiles in one text, from 1; the last is -1. Without it, several are an
  ///     error that names their lines.
  ///   - keepsIDs: whether the goroutines of a dump are told apart by labels for their ids and arguments.
  ///   - keepsOrder: whether folded stacks keep the order of their lines even if they are equal.
  public static func read(
    _ source: consuming ByteSource, from format: InputFormat? = nil, named name: String? = nil,
    limits: ReadLimits = ReadLimits(), nth: Int? = nil, keepsIDs: Bool = false,
    keepsOrder: Bool = false
  ) throws -> ReadProfile {
    let settings = ReadSettings(limits: limits, keepsIDs: keepsIDs, keepsOrder: keepsOrder)
    let sections = try sections(source, from: format, name: name, settings)
    return try choose(sections, nth: nth)
  }

  /// Reads all profiles of a source: those of a text that holds several in their order, else the only one.
  public static func readAll(
    _ source: consuming ByteSource, from format: InputFormat? = nil, named name: String? = nil,
    limits: ReadLimits = ReadLimits(), keepsIDs: Bool = false
  ) throws -> [ReadProfile] {
    let settings = ReadSettings(limits: limits, keepsIDs: keepsIDs)
    return try sections(source, from: format, name: name, settings).map(\.read)
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
    _ source: consuming ByteSource, from format: InputFormat?, name: String?,
    _ settings: ReadSettings
  ) throws -> [TextSection] {
    var source = source
    try source.dropHTTPHeads()
    var plain = try DecompressedSource.plain(source, limits: settings.limits)
    try plain.dropByteOrderMark()
    let start = try plain.peek(SourceWindow.size)
    let window = SourceWindow(start, isWhole: start.count < SourceWindow.size)
    let chosen = format.map { DetectedFormat(format: $0, recognition: .certain("")) }
    let detected = chosen ?? DetectedFormat(of: window, named: name) ?? .lastHope(window, name)
    guard let detected else { throw TextError(.unknownFormat) }
    let sections = try detected.format.read(plain, settings)
    return sections.map { $0.noting(detected) }
  }
}

extension TextSection {
  /// The only profile of a source.
  static func only(_ read: ReadProfile) -> TextSection { TextSection(line: 1, read: read) }

  /// The section, whose notes say which format it was found to have.
  fileprivate func noting(_ detected: DetectedFormat) -> TextSection {
    var section = self
    section.read.notes.format = detected.format.name
    section.read.notes.traits = detected.format.traits
    if detected.recognition.confidence == .maybe {
      section.read.notes.guess = detected.recognition.reason
    }
    return section
  }
}
