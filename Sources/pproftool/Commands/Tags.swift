import ArgumentParser
import ReportRequests

/// `tags`: the labels of a profile.
struct Tags: TableCommand {
  static let configuration = CommandConfiguration.command(
    "tags", abstract: "List the labels of a profile and the values of their samples.",
    discussion: """
      The output matches pprof -tags.

      Example: pproftool tags --tagfocus tenant=acme cpu.pb.gz
      """)

  @Option(help: "The format of the report (default: from the name of the output file, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  var kind: ReportRequest.Kind { .tags }
}
