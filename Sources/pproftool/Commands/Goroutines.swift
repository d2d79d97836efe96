import ArgumentParser
import ProfileAnalysis
import ReportRequests

/// `goroutines`: goroutines in groups.
struct Goroutines: TableCommand {
  static let configuration = CommandConfiguration.command(
    "goroutines",
    abstract: "Group goroutines by stack: counts, states, wait times, an example stack.",
    discussion: """
      A group is named after its site: the first function from the leaf that belongs neither to the \
      runtime nor to the standard library. Its fingerprint is the same in every format and build. In a \
      folder, the newest goroutine profile of each process is used, preferably a dump.

      Example: pproftool goroutines --by state goroutine.debug2.txt
      Example: pproftool goroutines http://localhost:6060/debug/pprof/goroutine
      All groups: pproftool goroutines -n 0 goroutine.pb.gz
      """)

  @Option(
    help: ArgumentHelp(
      "What to group by: stack, site, package, state, created-by, wait or label.KEY.",
      valueName: "what"),
    completion: DimensionOption.completion(GoroutineGroups.dimensions),
    transform: Self.dimension)
  var by = SampleDimension.stack

  @Option(help: "The format of the report (default: from the name of the output file, or text).")
  var format: TableFormat?

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  private static func dimension(_ text: String) throws -> SampleDimension {
    try SampleDimension.named(text, among: GoroutineGroups.dimensions)
  }

  var kind: ReportRequest.Kind { .goroutines(by) }
  var reading: ReportReading { ReportReading(namePurpose: "fingerprints are made") }

  func request() throws -> ReportRequest {
    var request = report.request(kind)
    request.format = try output.format(format, among: kind.formats)
    request.isBrief = request.format == .text && output.isScreen
    return request
  }

  func run() throws { try write(of: .goroutines) }
}
