import ArgumentParser
import ReportRequests

/// `view`: one page that holds a whole profile.
struct View: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "view",
    abstract: "Write one HTML page that holds a whole profile: flame graph, table, callers.",
    discussion: """
      The page needs no server and no network: it holds all frames, all sample types and all labels, and opens in \
      any browser of the last years. Of more than 5 million frames, or than --max-bytes has room for, the lightest \
      are folded; all sums hold. Where scripts do not run it shows a picture of the widest frames. \
      diff BEFORE AFTER -o change.html writes such a page of two profiles.

      Example: pproftool view heap.pb.gz -o heap.html
      In the browser: pproftool view --open cpu.pb.gz
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup(title: "Page") var page: ViewOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try report.validateForStacks()
    guard !page.flamechart || report.base.paths.isEmpty else {
      throw ValidationError("--flamechart draws the time of one profile and takes no base")
    }
  }

  mutating func run() throws {
    let shown = try ShownPicture(page.titles.open, &output, ending: ".html")
    try write(of: .report)
    shown?.show()
  }

  func request() -> ReportRequest { report.request(.view(page.request)) }
  var reading: ReportReading { ReportReading(keepsOrder: page.flamechart) }
}
