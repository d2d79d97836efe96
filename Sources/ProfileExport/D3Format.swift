import ProfileAnalysis

extension OutputFormat {
  /// Nested nodes for d3's flame graphs, of the sample type that reports show first.
  package static let d3 = OutputFormat(
    name: "d3", summary: "nested nodes for d3-flame-graph", endings: [".d3.json"],
    isText: true, isForBrowsers: true, keeps: [.emptyStacks], values: .notZero,
    writer: { profile, _, sink in
      D3Writer.write(profile, type: try SampleTypeChoice(of: profile).column, to: &sink)
      return LeftOutStacks()
    })
}
