import ArgumentParser
import ReportRequests

/// `top`: the functions with the largest values.
struct Top: TableCommand {
  static let configuration = CommandConfiguration.command(
    "top", abstract: "List the functions with the largest values.",
    discussion: """
      The output matches pprof -top. flat is a function's own value; cum includes the functions it calls.

      Example: pproftool top --cum --focus 'net/http' cpu.pb.gz
      Example: pproftool top -n 20 --granularity lines cpu.pb.gz
      What grew: pproftool top --base before.pb.gz after.pb.gz
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, ndjson, csv, markdown, pprof
  }

  @Option(
    help:
      "The format of the report (default: from the name of the output file, or text); pprof writes a profile with one sample per row."
  )
  var format: Format?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  var kind: ReportRequest.Kind { .top }
}
