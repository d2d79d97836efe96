import ArgumentParser
import ProfileAnalysis

/// What one row of a table is, as an option takes it.
enum DimensionOption {
  /// Of a comparison.
  static func ofComparison(_ text: String) throws -> SampleDimension {
    try SampleDimension.named(text, among: Comparison.dimensions)
  }

  /// What a shell offers.
  static func completion(_ dimensions: [SampleDimension]) -> CompletionKind {
    .list(dimensions.map(\.name) + ["label.KEY"])
  }
}
