import ArgumentParser
import ReportRequests

/// `list`: the sources of functions, with what each line weighs.
struct List: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "list", abstract: "Show the source lines of the functions that match, with what each weighs.",
    discussion: """
      The text is that of pprof -list, but that a sample counts once for a function and a line, however \
      often they recur. Sources are looked for where the profile says; in the folders of --source-path and \
      those above them; in Go's module cache, vendor folders, Go itself and modules; and by the ends of their \
      names. What was not read from where the profile says is said, and so is what was not found; if nothing \
      was, the exit status is 2.

      Example: pproftool list '(*Stream).listen$' --source-path ~/src/router goroutine.pb.gz
      Example: pproftool list 'main.main' cpu.pb.gz
      """)

  @OptionGroup var functions: FunctionOptions
  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func request() -> ReportRequest { report.request(.list(functions.pattern)) }
}
