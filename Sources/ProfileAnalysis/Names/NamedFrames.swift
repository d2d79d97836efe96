package import ProfileModel

/// The names of a profile's frames, each parsed once, with their source positions.
package struct NamedFrames: Sendable {
  /// Where the source says that a name is.
  package struct Source: Sendable, Equatable {
    /// Fit to be shown; empty if unknown.
    package var file = ""
    /// 0 if unknown, or differs from frame to frame.
    package var line: Int64 = 0
    /// Whether the line is the function's first, and not that of its frames.
    package var isDefinition = false
    /// Whether frames of the name are in other files, too.
    package var hasOtherFiles = false

    package init() {}
  }

  /// In the order of the texts of the `LocationNames`.
  package let names: [FrameName]
  package let sources: [Source]
  /// The one that is called `<unknown>` since it has no name; nil if all have one.
  package let nameless: Int?

  /// - `shown`: makes a text of bytes that is fit to be shown.
  package init(
    _ profile: borrowing Profile, _ names: LocationNames, shown: (ArraySlice<UInt8>) -> String
  ) {
    let sources = Self.sources(FrameSources(profile, names: names), names, shown)
    let texts = names.texts
    let known = sources.indices.map { row in
      (
        name: Self.name(texts.bytes(of: StringID(UInt32(row))), shown)[...],
        file: Array(sources[row].file.utf8)[...]
      )
    }
    let languages = ProfileLanguages(known)
    let parts = Parallel.map(known.count, smallest: 1 << 10) { part in
      part.map {
        FrameName(
          Array(known[$0].name), languages.language(ofFile: known[$0].file), file: known[$0].file)
      }[...]
    }
    self.names = parts.flatMap { $0 }
    self.sources = sources
    nameless = known.indices.first { texts.bytes(of: StringID(UInt32($0))).isEmpty }
  }

  /// A name fit to be shown; what has none is called as in `top`.
  private static func name(
    _ bytes: ArraySlice<UInt8>, _ shown: (ArraySlice<UInt8>) -> String
  ) -> [UInt8] {
    bytes.isEmpty ? NodeInfo.namelessText : Array(shown(bytes).utf8)
  }

  private static func sources(
    _ sources: FrameSources, _ names: LocationNames, _ shown: (ArraySlice<UInt8>) -> String
  ) -> [Source] {
    var result = [Source](repeating: Source(), count: names.texts.count)
    // For each name the first of its rows.
    var first = [Int](repeating: -1, count: names.texts.count)
    for (row, name) in names.names.enumerated() {
      let name = Int(name)
      let (start, line) = (sources.start(ofRow: row), sources.line(ofRow: row))
      if first[name] >= 0, !result[name].hasOtherFiles {
        result[name].hasOtherFiles = sources.file(ofRow: row) != sources.file(ofRow: first[name])
      }
      if first[name] < 0 {
        first[name] = row
        result[name].file = shown(sources.file(ofRow: row))
        (result[name].line, result[name].isDefinition) = start > 0 ? (start, true) : (line, false)
      } else if !result[name].isDefinition, result[name].line != line {
        result[name].line = 0
      }
    }
    return result
  }
}
