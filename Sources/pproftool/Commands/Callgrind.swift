import ArgumentParser
import ReportRequests

/// `callgrind`: the call graph for KCachegrind.
struct Callgrind: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "callgrind", abstract: "Write the call graph for KCachegrind.",
    discussion: """
      The output matches pprof -callgrind: all addresses, nothing trimmed.

      Example: pproftool callgrind cpu.pb.gz -o callgrind.out.cpu
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.callgrind) }
}
