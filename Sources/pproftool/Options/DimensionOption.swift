import ArgumentParser
import ProfileAnalysis

/// An option for the dimension of a table's rows.
enum DimensionOption {
  /// Parses a dimension of a comparison.
  static func ofComparison(_ text: String) throws -> SampleDimension {
    try SampleDimension.named(text, among: Comparison.dimensions)
  }

  /// The values for shell completion.
  static func completion(_ dimensions: [SampleDimension]) -> CompletionKind {
    .list(dimensions.map(\.name) + ["label.KEY"])
  }
}
