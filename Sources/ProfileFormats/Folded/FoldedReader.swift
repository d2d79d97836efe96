package import ProfileModel

/// Reads folded stacks: a stack a line, root first, and a count.
///
///     main;serve;read 42
///     main;serve;write 7
///
/// A file in which every line has two counts, as a comparison writes them, has the sample types
/// `before` and `after`. A line that is no folded stack is left out and counted in the notes.
package enum FoldedReader {
  /// What this program writes for a stack without a frame, or with one that has no name.
  package static let noStack = Array("[no stack]".utf8)

  /// No line may be longer: a stack of a million frames with names of 250 bytes.
  static let longestLine = 256 << 20

  /// Reads stacks to the end of a source.
  ///
  /// - `joinsEqualStacks`: whether equal stacks become one sample wherever they stand, so that
  ///   memory grows with the distinct ones; if not, samples keep the order of the lines.
  /// - Throws: `FoldedError` when no line is a stack, a count does not fit or a limit is passed;
  ///   what the source throws.
  package static func read(
    _ source: consuming ByteSource, limits: ReadLimits = ReadLimits(),
    joinsEqualStacks: Bool = true
  ) throws -> ReadProfile {
    var lines = LineSplitter(source, longestLine: longestLine)
    var stacks = FoldedStacks(limits: limits, joinsEqualStacks: joinsEqualStacks)
    while let line = try lines.next() { try stacks.add(line) }
    return try stacks.finish()
  }
}
