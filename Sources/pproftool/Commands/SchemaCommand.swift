import ArgumentParser
import ProfileExport
import ProfileModel
import ReportRequests

/// `schema`: what the columns of an output are.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "schema", abstract: "Print the JSON Schema of what a command writes for programs.",
    discussion: """
      There is one of the tables of rows.

      Example: pproftool schema rows
      """)

  @Argument(help: ArgumentHelp("The command: rows.", valueName: "command"))
  var command: String

  @Flag(help: "Of rows --wide.")
  var wide = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard command == "rows" else {
      throw ValidationError("there is a schema of rows only, not of '\(command)'")
    }
    _ = try output.format(TableFormat?.none, among: [.json])
  }

  func run() throws {
    try output.write { sink in
      RowSchema.schema(isWide: wide).write(to: &sink)
      sink.write("\n")
    }
  }
}
