/// Properties of every profile of a format, besides its name.
///
/// They travel with the notes of a profile, so that no code has to know formats by their names.
package struct FormatTraits: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Leaves out the leading frames of the Go runtime, as texts of Go do.
  package static let hidesRuntimeFrames = FormatTraits(rawValue: 1 << 0)
  /// Lists goroutines one by one.
  package static let isDump = FormatTraits(rawValue: 1 << 1)
  /// Has names and nothing else: no files, no addresses, and no word of what was counted.
  package static let hasNamesOnly = FormatTraits(rawValue: 1 << 2)
  /// Tells what each goroutine does or waits for.
  package static let tellsStates = FormatTraits(rawValue: 1 << 3)
  /// May hold both sides of a comparison.
  package static let mayHoldTwoSides = FormatTraits(rawValue: 1 << 4)
}
