import ProfileAnalysis

extension OutputFormat {
  /// Folded stacks of the sample type that reports show first.
  package static let folded = OutputFormat(
    name: "folded", summary: "one stack per line, of the default sample type",
    endings: [".folded", ".collapsed", ".txt"], isText: true, keeps: [.emptyStacks],
    values: .positive,
    writer: { profile, _, sink in
      let column = try SampleTypeChoice(of: profile).column
      return FoldedWriter.write(
        profile, StackNaming(LocationNames(profile)), columns: [column], to: &sink)
    })
}
