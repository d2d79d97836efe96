import ArgumentParser
import ReportRequests

/// `view`: a whole profile as one page.
struct View: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "view",
    abstract: "Write a whole profile as one HTML page: flame graph, table, callers.",
    discussion: """
      The page needs no server and no network: it contains all frames, sample types and labels, and opens in any recent \
      browser. Above 5 million frames, or above --max-bytes, the frames with the smallest values are merged; all totals \
      stay correct. Without scripts, the page shows a static picture of the widest frames. For a page that compares two \
      profiles: diff BEFORE AFTER -o change.html

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
    let opened = try OpenedOutput(page.titles.open, &output, ending: ".html")
    try write(of: .report)
    opened?.open()
  }

  func request() -> ReportRequest { report.request(.view(page.request)) }
  var reading: ReportReading { ReportReading(keepsOrder: page.flamechart) }
}
