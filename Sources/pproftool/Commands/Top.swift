import ArgumentParser
import PprofWire
import ProfileAnalysis
import ProfileReports

/// `top`: the functions that weigh most.
struct Top: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top", _superCommandName: "pproftool",
    abstract: "List the functions that weigh most.",
    discussion: """
      The table is that of pprof -top: flat is a function's own value, cum that with all it calls.

      Example: pproftool top --cum --focus 'net/http' cpu.pb.gz
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, ndjson, csv, markdown, pprof
  }

  @Option(help: "The form of the report; pprof is a profile with a sample a row.")
  var format = Format.text

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let subject = try report.subject()
    let trim = report.graph.trim(count: 0)
    let table = TopTable(subject, report.graph.nodes, trim)
    let text = TopReport(table, of: subject, trim: trim, isCompact: report.graph.compactLabels)
    guard let form = ReportFormat(rawValue: format.rawValue) else {
      let profile = text.profile
      return try output.write(isText: false) { PprofWriter.write(profile, to: &$0) }
    }
    try output.write { form.write(text, to: &$0) }
  }
}
