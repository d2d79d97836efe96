import ProfileModel

extension Profile {
  /// How much a stack may take when each of its frames is spelled out. That is one piece of work of a report, which is not cut
  /// short: one that repeats a long name as often as it can makes a hundred million bytes of each of its own.
  static let mostSpelledBytes = 64 << 20
  /// What holds a frame, besides its texts.
  private static let frameBytes = 64

  /// Whether a stack takes more than that.
  var spellsTooMuch: Bool {
    let locations = spelledLocations
    return (0..<stacks.count).contains { row in
      let frames = stacks.frames[stacks.frames(of: StackID(UInt32(row)))]
      return Self.sum(frames.lazy.map { locations[Int($0)] }) > Self.mostSpelledBytes
    }
  }

  /// What each location takes.
  private var spelledLocations: [Int] {
    let functions = (0..<functions.count).map { row in
      let id = FunctionID(UInt32(row))
      return Self.frameBytes + strings.range(of: self.functions.name(of: id)).count
        + strings.range(of: self.functions.filename(of: id)).count
    }
    return (0..<locations.count).map { row in
      let lines = locations.lines(of: LocationID(UInt32(row)))
      return max(
        Self.frameBytes,
        Self.sum(lines.lazy.map { functions[Int(locations.lineFunctions[$0])] }))
    }
  }

  /// A sum that goes no further than it must.
  private static func sum(_ sizes: some Sequence<Int>) -> Int {
    sizes.reduce(0) { min($0 + $1, mostSpelledBytes + 1) }
  }
}
