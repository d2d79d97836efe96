/// How much a reader may take in before it refuses: every profile is hostile.
public struct ReadLimits: Sendable, Equatable {
  /// How many bytes a source may inflate to.
  public var inflatedBytes: Int
  /// How many bytes the distinct strings may have together.
  public var stringBytes = 1 << 30
  /// How many frames the distinct stacks may have together.
  public var frames = 1 << 29
  /// How many frames one stack may have.
  public var depth = 10_000_000
  /// How many labels the distinct label sets may have together.
  public var labels = 1 << 25
  /// How many rows any other table may have.
  public var rows = 1 << 27
  /// How much memory the tables of samples, locations, functions and mappings may take together.
  ///
  /// Records of two bytes become rows of eighty, so it is not enough to hold the source to its limit.
  public var tableBytes: Int

  /// - Parameter inflatedBytes: 4 GiB unless it is given; more than that gives the tables more, too.
  public init(inflatedBytes: Int = 4 << 30) {
    self.inflatedBytes = inflatedBytes
    tableBytes = min(max(1 << 30, inflatedBytes / 4), 32 << 30)
  }
}
