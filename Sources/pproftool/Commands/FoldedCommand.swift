import ArgumentParser
import ReportRequests

/// `folded`: one stack per line.
struct FoldedCommand: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "folded", abstract: "Print folded stacks: one stack per line, root first, with its value.",
    discussion: """
      A semicolon in a name becomes a comma. Stacks without a positive value are omitted; standard error says how \
      many.

      Example: pproftool folded cpu.pb.gz | grep serve | pproftool flamegraph - -o serve.svg
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { try report.validateForStacks() }

  func request() -> ReportRequest { report.request(.folded) }
}

extension ReportOptions {
  /// Rejects options that do not apply to whole stacks.
  func validateForStacks() throws {
    guard !filters.mean else {
      throw ValidationError("--mean does not work with stacks: means do not add up")
    }
    guard let option = graph.tableOption else { return }
    throw ValidationError("\(option) is for tables and graphs; stacks are shown whole")
  }
}
