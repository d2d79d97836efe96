package import ProfileModel

/// A report that has a text for people, and a table for documents and programs; sinks are not finished.
package protocol FormattedReport {
  /// For people, as `go tool pprof` prints it where it has such a report.
  func writeText(to sink: inout ByteSink)
  /// The same as data. What is a row may depend on the format: not all can hold rows in rows.
  func table(for format: ReportTable.Format) -> ReportTable
}

extension FormattedReport {
  /// Writes the table.
  package func write(_ format: ReportTable.Format, to sink: inout ByteSink) {
    table(for: format).write(format, to: &sink)
  }
}
