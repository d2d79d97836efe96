/// How much a reader may take in before it refuses: every profile is hostile.
public struct ReadLimits: Sendable, Equatable {
  /// How many bytes a source may inflate to.
  public var inflatedBytes: Int
  /// How many bytes the distinct strings may have together.
  public var stringBytes = 1 << 30
  /// How many frames the distinct stacks may have together.
  public var frames = 1 << 29
  /// How many labels the distinct label sets may have together.
  public var labels = 1 << 27
  /// How many rows any other table may have.
  public var rows = 1 << 27

  /// - Parameter inflatedBytes: 4 GiB unless it is given.
  public init(inflatedBytes: Int = 4 << 30) { self.inflatedBytes = inflatedBytes }
}
