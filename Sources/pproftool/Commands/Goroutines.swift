import ArgumentParser
import ProfileAnalysis
import ProfileReports

/// `goroutines`: what goroutines do, in groups.
struct Goroutines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goroutines", _superCommandName: "pproftool",
    abstract: "Put goroutines into groups: counts, states, waits, an example stack.",
    discussion: """
      A group is named by its site: the first function from the leaf that belongs neither to the \
      runtime nor to the standard library. It has the same fingerprint in every format and build. Of a \
      folder the newest goroutine profile of each process is taken, a dump before others.

      Example: pproftool goroutines --by state goroutine.debug2.txt
      """)

  @Option(
    help: ArgumentHelp(
      "What to group by: stack, site, package, state, created-by, wait or label.KEY.",
      valueName: "what"),
    transform: Self.grouping)
  var by = GoroutineGrouping.stack

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  private static func grouping(_ text: String) throws -> GoroutineGrouping {
    guard let grouping = GoroutineGrouping(name: text) else {
      throw ValidationError(
        "expected stack, site, package, state, created-by, wait or label.KEY, found '\(text)'")
    }
    return grouping
  }

  func run() throws {
    var report = report
    report.input.reading = report.input.reading.comparingNames("fingerprints are made")
    let subject = try report.subject(of: .goroutines)
    guard subject.valueUnit == "count" else {
      throw FileError(
        ProfileSum.name(of: report.input.paths),
        "\(subject.typeName) counts \(subject.valueUnit), not goroutines; top shows such a profile")
    }
    let groups = GoroutineGroups(subject, by: by)
    let written = GoroutinesReport(groups, limit: limit)
    try output.write { format.write(written, to: &$0) }
  }

  /// How many groups are shown: 20 to people, all to programs, unless the user says so.
  private var limit: Int? {
    guard let count = report.graph.nodecount else {
      return format == .text || format == .markdown ? 20 : nil
    }
    return count <= 0 ? nil : count
  }
}
