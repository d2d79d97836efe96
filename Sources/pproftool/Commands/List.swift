import ArgumentParser
import ReportRequests

/// `list`: the source of functions, with the value of each line.
struct List: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "list", abstract: "Show the source lines of matching functions with the value of each line.",
    discussion: """
      The output matches pprof -list, except that a sample counts only once per function and line, even if they recur \
      in its stack. Sources are searched for at the path in the profile; in the folders of --source-path and their parents; \
      in Go's module cache, vendor folders, the Go installation and modules; and by the ends of their names. Files \
      found elsewhere than the profile says, and files not found, are reported. If none is found, the exit \
      status is 2.

      Example: pproftool list 'Stream.*listen$' --source-path ~/src/router goroutine.pb.gz
      Example: pproftool list 'main.main' cpu.pb.gz
      """)

  @OptionGroup var functions: FunctionOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.list(functions.pattern)) }
}
