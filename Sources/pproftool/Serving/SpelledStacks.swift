import ProfileModel

extension Profile {
  /// The size limit of a stack with all its frames written out, in bytes. A report writes a stack without checking
  /// for cancellation: a hostile profile that repeats a long name could expand each stack to a hundred million bytes.
  static let mostSpelledBytes = 64 << 20
  /// The size of a frame without its texts.
  private static let frameBytes = 64

  /// Whether a stack exceeds the limit.
  var spellsTooMuch: Bool {
    let locations = spelledLocations
    return (0..<stacks.count).contains { row in
      let frames = stacks.frames[stacks.frames(of: StackID(UInt32(row)))]
      return Self.sum(frames.lazy.map { locations[Int($0)] }) > Self.mostSpelledBytes
    }
  }

  /// The size of each location.
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

  /// A sum that stops above the limit.
  private static func sum(_ sizes: some Sequence<Int>) -> Int {
    sizes.reduce(0) { min($0 + $1, mostSpelledBytes + 1) }
  }
}
