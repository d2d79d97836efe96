package import ProfileModel

/// A report that has a form for people, for documents and for programs; sinks are not finished.
package protocol FormattedReport {
  /// For people, as the reference prints it where it has such a report.
  func writeText(to sink: inout ByteSink)
  /// One object.
  func writeJSON(to sink: inout ByteSink)
  /// An object a row, each on its line.
  func writeNDJSON(to sink: inout ByteSink)
  /// Comma-separated values with a line of names.
  func writeCSV(to sink: inout ByteSink)
  /// A table of GitHub's Markdown.
  func writeMarkdown(to sink: inout ByteSink)
}
