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

/// Where in the source the names of a profile's frames come from.
package struct FrameSources: Sendable {
  private let profile: Profile
  /// For each row of the location names the row of the location's line; none for a frame without a line.
  private let lines: [UInt32?]

  /// - `names`: what frames are called.
  package init(_ profile: borrowing Profile, names: borrowing LocationNames) {
    var rows = [UInt32?](repeating: nil, count: names.names.count)
    for index in 0..<profile.locations.count {
      let location = LocationID(UInt32(index))
      let range = names.range(of: location)
      let lines = profile.locations.lines(of: location)
      // With inlined calls left out, the name is that of the last line.
      for (row, line) in zip(range.reversed(), lines.reversed()) { rows[row] = UInt32(line) }
    }
    self.profile = copy profile
    lines = rows
  }

  /// The source file of a row's frame; empty if unknown.
  package func file(ofRow row: Int) -> ArraySlice<UInt8> {
    guard let function = function(ofRow: row) else { return [] }
    return profile.strings.bytes(of: profile.functions.filename(of: function))
  }

  /// Where a row's function begins; 0 if unknown.
  package func start(ofRow row: Int) -> Int64 {
    function(ofRow: row).map { profile.functions.startLines[Int($0.index)] } ?? 0
  }

  /// The line that a row's frame is at; 0 if unknown.
  package func line(ofRow row: Int) -> Int64 {
    lines[row].map { profile.locations.lineNumbers[Int($0)] } ?? 0
  }

  private func function(ofRow row: Int) -> FunctionID? {
    lines[row].map { FunctionID(profile.locations.lineFunctions[Int($0)]) }
  }
}
