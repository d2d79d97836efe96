package import ProfileAnalysis
package import ProfileReports

/// Which comparison of runs is wanted; equal requests give equal bytes.
package struct RunsRequest: Equatable, Sendable {
  /// The formats that it can be written in, the usual one first.
  package static let formats = ReportFormat.tables + [.svg, .html]

  package var format = ReportFormat.text
  package var settings = RunSettings()
  /// Whether rows are shown that cannot be distinguished from noise.
  package var showsAll = false
  /// How many rows are shown at most, 0 for all; nil for what is usual.
  package var mostRows: Int?
  package var drawing = FlameGraphRequest()
  package var page = ViewRequest()
  /// Advice on how to see what is left out, worded by the caller.
  package var advice = ReportAdvice()

  package init() {}

  /// How many rows are shown at most; 0 for all.
  var rowCount: Int { mostRows ?? (format.isForPrograms ? 0 : 20) }
}

extension RunComparison {
  /// The report of what changed, as a table.
  ///
  /// - `remark`: says why a difference may not mean what it seems to.
  package func table(_ request: RunsRequest, remark: (RunCaveat) -> String) -> Report {
    let report = RunsReport(
      self, notes: caveats.map(remark), showsAll: request.showsAll, mostRows: request.rowCount,
      advice: request.advice)
    return Report(notes: [], format: request.format) { [format = request.format] sink in
      format.write(report, to: &sink)
      return LeftOutStacks()
    }
  }
}
