extension ReadLimits {
  /// How many bytes one stack may take with its frames written out, inlined ones and their names included.
  ///
  /// Tables hold a name and a location once. A report writes a stack as a whole, and a hostile profile of 400 bytes
  /// could make each of its stacks gigabytes.
  package var spelledStackBytes: Int { max(tableBytes / 16, 64 << 20) }

  /// Whether every stack of a profile keeps within that.
  package func allowsStacks(of profile: borrowing Profile) -> Bool {
    let sizes = profile.spelledLocations
    let (deepest, largest) = (profile.stacks.deepest, sizes.max() ?? 0)
    // The usual case needs no sums.
    if deepest == 0 || largest <= spelledStackBytes / deepest { return true }
    return (0..<profile.stacks.count).allSatisfy { row in
      let frames = profile.stacks.frames[profile.stacks.frames(of: StackID(UInt32(row)))]
      var left = spelledStackBytes
      return frames.allSatisfy {
        left -= min(sizes[Int($0)], left + 1)
        return left >= 0
      }
    }
  }
}

extension StackTable {
  /// The number of locations of the longest stack.
  fileprivate var deepest: Int {
    (0..<count).reduce(0) { max($0, frames(of: StackID(UInt32($1))).count) }
  }
}

extension Profile {
  /// The size of a frame without its texts.
  private static let frameBytes = 16

  /// The size of each location with its frames written out.
  fileprivate var spelledLocations: [Int] {
    let functions = (0..<functions.count).map { row in
      let id = FunctionID(UInt32(row))
      return Self.frameBytes + strings.range(of: self.functions.name(of: id)).count
        + strings.range(of: self.functions.filename(of: id)).count
    }
    return (0..<locations.count).map { row in
      let lines = locations.lines(of: LocationID(UInt32(row)))
      return lines.reduce(Self.frameBytes) { $0 + functions[Int(locations.lineFunctions[$1])] }
    }
  }
}
