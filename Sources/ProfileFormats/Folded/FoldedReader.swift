public import ProfileModel

/// Reads folded stacks: a stack a line, root first, and a count.
///
///     main;serve;read 42
///     main;serve;write 7
///
/// A file in which every line has two counts, as a comparison writes them, has the sample types
/// `before` and `after`. A line that is no folded stack is left out and counted in the notes.
public enum FoldedReader {
  /// No line may be longer: a stack of a million frames with names of 250 bytes.
  static let longestLine = 256 << 20

  /// Reads stacks to the end of a source.
  ///
  /// - Parameter joinsEqualStacks: whether equal stacks become one sample wherever they stand, so that
  ///   memory grows with the distinct ones; if not, samples keep the order of the lines.
  /// - Throws: `FoldedError` when no line is a stack, a count does not fit or a limit is passed;
  ///   what the source throws.
  public static func read(
    _ source: consuming ByteSource, limits: ReadLimits = ReadLimits(),
    joinsEqualStacks: Bool = true
  ) throws -> ReadProfile {
    var lines = LineSplitter(source, longestLine: longestLine)
    var stacks = FoldedStacks(limits: limits, joinsEqualStacks: joinsEqualStacks)
    while let line = try lines.next() { try stacks.add(line) }
    return try stacks.finish()
  }

  /// Whether the first bytes of a text look like folded stacks.
  ///
  /// One line that has both frames and a count is enough; otherwise half of the lines must have a
  /// count, so that prose with a number at the end of a line is not taken for a profile.
  static func recognise(_ window: SourceWindow) -> Recognition {
    window.isText && recognises(window.bytes) ? .likely("its lines end in numbers") : .no
  }

  private static func recognises(_ start: [UInt8]) -> Bool {
    guard start.first(where: { $0 > 0x20 }) != UInt8(ascii: "{") else {
      return false
    }
    let lines = start.split(separator: UInt8(ascii: "\n")).prefix(200)
    // The last line may be cut.
    guard lines.count > 1 || start.last == UInt8(ascii: "\n") || start.count < 4096 else {
      return start.contains(UInt8(ascii: ";"))
    }
    var (good, bad) = (0, 0)
    for line in lines {
      let text = line.span
      switch FoldedLine.parse(text) {
      case .blank: continue
      case .damaged: bad += 1
      case .stack(let parts):
        if text.firstIndex(of: UInt8(ascii: ";"), in: parts.stack) != nil { return true }
        good += 1
      }
    }
    return good > 0 && good >= bad
  }
}
