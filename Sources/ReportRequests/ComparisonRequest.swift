package import ProfileAnalysis
package import ProfileReports

/// Which comparison of two profiles is wanted, and of what part of them; equal requests give equal bytes.
package struct ComparisonRequest: Equatable, Sendable {
  /// The formats that a comparison can be written in, the usual one first.
  package static let formats = ReportFormat.tables + [.folded, .svg, .html] + ReportFormat.profiles

  package var format = ReportFormat.text
  /// What is one row of a table.
  package var dimension = SampleDimension.function
  /// What values before are multiplied by; nil for nothing, since nobody chose.
  package var scale: ComparisonScale?
  package var query = ProfileQuery()
  package var nodes = NodeOptions()
  package var trimming = Trimming()
  package var drawing = FlameGraphRequest()
  package var page = ViewRequest()
  /// Whether the lines about the two profiles are left out.
  package var isCompact = false
  /// How people see what is left out, in the words of whoever shows the report.
  package var advice = ReportAdvice()

  package init() {}

  /// What a table leaves out.
  var trim: TrimOptions {
    trimming.options(usualCount: format.isForPrograms ? 0 : 20, fraction: 0)
  }
}
