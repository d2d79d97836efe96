import ArgumentParser
import CheckReports
import JSONText
import ProfileExport
import ProfileModel
import ProfileReports
import ReportRequests

/// `schema`: the JSON Schema of a command's output.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "schema", abstract: "Print the JSON Schema of a command's machine-readable output.",
    discussion: """
      The schema describes the command's JSON; $defs.line describes one line of its NDJSON. Rows and the log of \
      collect are NDJSON only: their schema is that of a line. These commands have schemas: \(names.joined(separator: ", ")).

      Example: pproftool schema top
      Rows for SQL engines: pproftool schema rows
      A line of collect --log ndjson: pproftool schema collect
      """)

  /// The schemas by command; each is made when it is printed, since any help needs the names.
  private static let reports: [(command: String, schema: @Sendable () -> ReportSchema)] = [
    ("info", { .info }), ("goroutines", { .goroutines }), ("top", { .top }), ("tree", { .tree }),
    ("traces", { .traces }), ("tags", { .tags }), ("diff", { .diff }), ("compare", { .runs }),
    ("check", { .check }), ("convert", { .convert }),
  ]

  static var names: [String] { reports.map(\.command) + ["rows", "collect"] }

  @Argument(
    help: ArgumentHelp("The command, for example top or rows.", valueName: "command"),
    completion: .list(names))
  var command: String

  @Flag(help: "With rows: the schema of rows --wide.")
  var wide = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard Self.names.contains(command) else {
      throw ValidationError(
        "'\(command)' has no schema; there are schemas of \(Self.names.joined(separator: ", "))")
    }
    guard !wide || command == "rows" else {
      throw ValidationError("--wide is for the schema of rows")
    }
    _ = try output.format(TableFormat?.none, among: [.json])
  }

  func run() throws {
    let schema = schema
    try output.write { sink in
      schema.write(to: &sink)
      sink.write("\n")
    }
  }

  private var schema: JSONValue {
    switch command {
    case "rows": RowSchema.schema(isWide: wide)
    case "collect": CollectLog.schema
    default: Self.reports.first { $0.command == command }?.schema().value ?? .null
    }
  }
}
