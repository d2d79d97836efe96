package import NameDemangling
package import ProfileModel

/// Reads a profile of any format, which is recognised by its content.
package enum ProfileReader {
  /// Reads one profile to the end of its source, inflating it first if it is gzip.
  ///
  /// Content that is no profile throws a `ForeignContent`, which says what it is.
  ///
  /// - `format`: the format it is known to have; nil to find out.
  /// - `name`: the name of its file, whose ending decides between formats that are equally likely.
  /// - `nth`: which of several profiles in one text, from 1; the last is -1. Without it, several are an
  ///   error that names their lines.
  /// - `keepsIDs`: whether the goroutines of a dump are distinguished by labels for their ids and arguments.
  /// - `keepsOrder`: whether folded stacks keep the order of their lines even if they are equal.
  /// - `demangling`: what becomes of mangled names.
  package static func read(
    _ source: consuming ByteSource, from format: InputFormat? = nil, named name: String? = nil,
    limits: ReadLimits = ReadLimits(), nth: Int? = nil, keepsIDs: Bool = false,
    keepsOrder: Bool = false, demangling: Demangling = .short
  ) throws -> ReadProfile {
    let settings = ReadSettings(limits: limits, keepsIDs: keepsIDs, keepsOrder: keepsOrder)
    let sections = try sections(source, from: format, name: name, settings)
    return try choose(sections, nth: nth).demangled(demangling, limits)
  }

  /// Reads all profiles of a source: those of a text that holds several in their order, else the only one.
  package static func readAll(
    _ source: consuming ByteSource, from format: InputFormat? = nil, named name: String? = nil,
    limits: ReadLimits = ReadLimits(), keepsIDs: Bool = false, demangling: Demangling = .short
  ) throws -> [ReadProfile] {
    let settings = ReadSettings(limits: limits, keepsIDs: keepsIDs)
    return try sections(source, from: format, name: name, settings)
      .map { $0.read.demangled(demangling, limits) }
  }

  private static func choose(_ sections: [TextSection], nth: Int?) throws -> ReadProfile {
    guard let nth else {
      guard sections.count == 1 else { throw TextError(.several(lines: sections.map(\.line))) }
      return sections[0].read
    }
    let index = nth > 0 ? nth - 1 : nth < 0 ? sections.count + nth : -1
    guard sections.indices.contains(index) else {
      throw TextError(.noSuchDump(nth, count: sections.count))
    }
    return sections[index].read
  }

  private static func sections(
    _ source: consuming ByteSource, from format: InputFormat?, name: String?,
    _ settings: ReadSettings
  ) throws -> [TextSection] {
    var layers = ContentLayers(settings.limits)
    var content = try layers.content(of: source)
    if let answer = layers.failedAnswer { throw ForeignContent(answer: answer) }
    let start = try content.peek(SourceWindow.size)
    let window = SourceWindow(
      start, isWhole: start.count < SourceWindow.size, name: name)
    if layers.isAnswer, window.isBlank { throw ForeignContent.headAlone }
    let detected = try DetectedFormat.choose(
      for: window, of: &content, given: format)
    if detected.format.isLong, !settings.limits.isLengthGiven { layers.limit.lift() }
    var settings = settings
    settings.isFormatGiven = format != nil
    do {
      let sections = try sections(content, as: detected, layers, settings)
      for section in sections { try settings.limits.checkStacks(of: section.read.profile) }
      return sections
    } catch {
      throw ForeignContent(after: error, of: detected, window) ?? error
    }
  }

  private static func sections(
    _ content: consuming ByteSource, as detected: DetectedFormat, _ layers: ContentLayers,
    _ settings: ReadSettings
  ) throws -> [TextSection] {
    guard detected.isLayered else {
      return try detected.format.read(content, settings).map {
        $0.noting(detected, layers.names, layers.shortfall)
      }
    }
    let text = TextLayers(
      content, hasAnchors: detected.format.hasAnchors || !settings.isFormatGiven)
    let sections = try detected.format.read(ByteSource { try text.next() }, settings)
    return sections.map {
      $0.noting(detected, layers.names + text.names, layers.shortfall)
    }
  }
}

extension TextSection {
  /// The only profile of a source.
  static func only(_ read: ReadProfile) -> TextSection { TextSection(line: 1, read: read) }

  /// The section, whose notes say which format it was found to have and what it was wrapped in.
  fileprivate func noting(
    _ detected: DetectedFormat, _ layers: [String], _ shortfall: String?
  ) -> TextSection {
    var section = self
    section.read.notes.format = detected.format.name
    section.read.notes.traits = detected.format.traits
    section.read.notes.unwrapped = layers
    // What was converted from a text that was cut is cut, too, and a part stays a part.
    let remarks = SourceRemarks(of: section.read.profile)
    section.read.notes.incomplete =
      section.read.notes.incomplete ?? remarks.incomplete ?? shortfall
    section.read.notes.warnings += remarks.reductions
    section.read.notes.leftOut += [section.read.profile.sumsBeyondRange].compactMap { $0 }
    if detected.recognition.confidence == .maybe {
      section.read.notes.guess = detected.recognition.reason
    }
    return section
  }
}
