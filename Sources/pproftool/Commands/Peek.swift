import ArgumentParser
import ReportRequests

/// `peek`: the callers and callees of matching functions.
struct Peek: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "peek", abstract: "Show the callers and callees of matching functions.",
    discussion: """
      The output matches pprof -peek.

      Example: pproftool peek 'Stream.*listen' goroutine.pb.gz
      Example: pproftool peek '^runtime.mallocgc$' --sample-index alloc_space heap.pb.gz
      """)

  @OptionGroup var functions: FunctionOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.peek(functions.pattern)) }
}
