/// What holds for every profile of a format, beside its name.
///
/// They travel with the notes of a profile, so that no code has to know formats by their names.
public struct FormatTraits: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Leaves out the leading frames of the Go runtime, as texts of Go do.
  public static let hidesRuntimeFrames = FormatTraits(rawValue: 1 << 0)
  /// Lists goroutines one by one.
  public static let isDump = FormatTraits(rawValue: 1 << 1)
  /// Has names and nothing else: no files, no addresses, and no word of what was counted.
  public static let hasNamesOnly = FormatTraits(rawValue: 1 << 2)
  /// Tells what each goroutine does or waits for.
  public static let tellsStates = FormatTraits(rawValue: 1 << 3)
  /// May hold both sides of a comparison.
  public static let mayHoldTwoSides = FormatTraits(rawValue: 1 << 4)
}
