package import ProfileModel

/// All names of a profile's frames, each taken apart once, with what is known of their places.
package struct NamedFrames: Sendable {
  /// Where the source says that a name is.
  package struct Place: Sendable, Equatable {
    /// Fit to be shown; empty if it is not known.
    package var file = ""
    /// 0 if it is not known, or differs from frame to frame.
    package var line: Int64 = 0
    /// Whether the line is the function's first, and not that of its frames.
    package var isDefinition = false
    /// Whether frames of the name are in other files, too.
    package var hasOtherFiles = false

    package init() {}
  }

  /// In the order of the texts of the `LocationNames`.
  package let names: [FrameName]
  package let places: [Place]
  /// The one that is called `<unknown>` since it has no name; nil if all have one.
  package let nameless: Int?

  /// - `shown`: makes a text of bytes that is fit to be shown.
  package init(
    _ profile: borrowing Profile, _ names: LocationNames, shown: (ArraySlice<UInt8>) -> String
  ) {
    let places = Self.places(FramePlaces(profile, names: names), names, shown)
    let texts = names.texts
    let known = places.indices.map { row in
      (
        name: Self.name(texts.bytes(of: StringID(UInt32(row))), shown)[...],
        file: Array(places[row].file.utf8)[...]
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
    self.places = places
    nameless = known.indices.first { texts.bytes(of: StringID(UInt32($0))).isEmpty }
  }

  /// A name fit to be shown; what has none is called as in `top`.
  private static func name(
    _ bytes: ArraySlice<UInt8>, _ shown: (ArraySlice<UInt8>) -> String
  ) -> [UInt8] {
    bytes.isEmpty ? NodeInfo.namelessText : Array(shown(bytes).utf8)
  }

  private static func places(
    _ places: FramePlaces, _ names: LocationNames, _ shown: (ArraySlice<UInt8>) -> String
  ) -> [Place] {
    var result = [Place](repeating: Place(), count: names.texts.count)
    // For each name the first of its rows.
    var first = [Int](repeating: -1, count: names.texts.count)
    for (row, name) in names.names.enumerated() {
      let name = Int(name)
      let (start, line) = (places.start(ofRow: row), places.line(ofRow: row))
      if first[name] >= 0, !result[name].hasOtherFiles {
        result[name].hasOtherFiles = places.file(ofRow: row) != places.file(ofRow: first[name])
      }
      if first[name] < 0 {
        first[name] = row
        result[name].file = shown(places.file(ofRow: row))
        (result[name].line, result[name].isDefinition) = start > 0 ? (start, true) : (line, false)
      } else if !result[name].isDefinition, result[name].line != line {
        result[name].line = 0
      }
    }
    return result
  }
}
