import ProfileAnalysis

extension OutputFormat {
  /// speedscope's JSON: a profile of samples for each sample type.
  package static let speedscope = OutputFormat(
    name: "speedscope", summary: "speedscope, one profile per sample type",
    endings: [".speedscope.json", ".speedscope"], isText: true, isForBrowsers: true,
    keeps: [.sampleTypes, .files, .lines, .columns, .emptyStacks], values: .positive,
    options: [.groups],
    writer: { profile, settings, sink in
      SpeedscopeWriter.write(
        profile, program: settings.program, groupedBy: settings.groupKey,
        shown: try SampleTypeChoice(of: profile).column, to: &sink)
    })
}
