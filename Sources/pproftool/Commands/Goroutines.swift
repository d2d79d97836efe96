import ArgumentParser
import ProfileAnalysis
import ReportRequests

/// `goroutines`: what goroutines do, in groups.
struct Goroutines: TableCommand {
  static let configuration = CommandConfiguration.command(
    "goroutines", abstract: "Put goroutines into groups: counts, states, waits, an example stack.",
    discussion: """
      A group is named by its site: the first function from the leaf that belongs neither to the \
      runtime nor to the standard library. It has the same fingerprint in every format and build. Of a \
      folder the newest goroutine profile of each process is taken, a dump before others.

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

  @Option(help: "The format of the report (default: what the name of the output says, or text).")
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
