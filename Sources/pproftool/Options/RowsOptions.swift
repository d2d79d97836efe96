import ArgumentParser
import ProfileExport
import ProfileModel
import ProfileSystem
import ReportRequests

/// Which tables are written, and where.
struct RowsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which tables to write, separated by commas: profiles, samples, stacks, functions, sites (default: profiles,samples,stacks).",
      valueName: "name,…"),
    completion: .list(RowTable.allCases.map(\.rawValue)))
  var table: String?

  @Option(
    help: ArgumentHelp(
      "The format: ndjson, csv or tsv (default: from the name of the output file, or ndjson).",
      valueName: "format"),
    completion: .list(RowFormat.allCases.map(\.rawValue)))
  var format: String?

  @Flag(
    help: "Include the profile and stack columns in each sample, so that no join is needed.")
  var wide = false

  @Flag(help: "Compress with gzip.")
  var gzip = false

  @Option(
    help: ArgumentHelp(
      "The folder for the tables, one file per table.", valueName: "folder"),
    completion: .directory)
  var out: SystemPath?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file for a single table, created only when it is complete; - is standard output.",
      valueName: "file"),
    completion: .file())
  var output: SystemPath?

  /// The tables, in output order.
  func tables() throws -> [RowTable] {
    guard let table else { return [.profiles, .samples, .stacks] }
    let names = table.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for name in names where RowTable(rawValue: name) == nil {
      let known = RowTable.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--table: expected \(known), found '\(name)'")
    }
    return RowTable.allCases.filter { names.contains($0.rawValue) }
  }

  /// The given format, or the one that the output's name selects.
  func rowFormat() throws -> RowFormat {
    let known = RowFormat.allCases.map(\.rawValue).joined(separator: ", ")
    let given = try format.map { name in
      guard let format = RowFormat(rawValue: name) else {
        throw ValidationError("--format: expected \(known), found '\(name)'")
      }
      return format
    }
    guard let name = output?.text.lowercased() else { return given ?? .ndjson }
    let withoutGzip = name.hasSuffix(Self.gzipEnding) ? String(name.dropLast(3)) : name
    guard let named = RowFormat.allCases.first(where: { withoutGzip.hasSuffix($0.ending) }) else {
      if let ending = FileEnding(of: name) { throw Self.noTable(ending) }
      if given == nil { try FileEnding.refuseMisspelt(output) }
      return given ?? .ndjson
    }
    if gzip, withoutGzip == name {
      throw ValidationError(
        "\(name): with --gzip, the name has to end in \(named.ending)\(Self.gzipEnding)")
    }
    if let given, given != named { throw ValidationError("\(name): --format says \(given)") }
    return named
  }

  private static func noTable(_ ending: FileEnding) -> any Error {
    let known = "it writes .ndjson, .csv, .tsv"
    // Other table formats are made from these, so no other command helps.
    let isTable = FileEnding.otherTables.contains(ending.text)
    let advice = isTable ? nil : ending.advice(writing: [.csv, .ndjson])
    let other = advice.map { "; \($0)" } ?? ""
    return ValidationError("rows cannot write \(ending.text); \(known)\(other)")
  }

  private static let gzipEnding = ".gz"

  func validate() throws {
    let tables = try tables()
    _ = try rowFormat()
    guard out == nil || output == nil else {
      throw ValidationError(
        "--out is a folder for tables, -o a file for one; give only one of them")
    }
    guard out != nil || tables.count == 1 else {
      throw ValidationError(
        "\(tables.count) tables need a folder; give --out FOLDER, or --table NAME for one")
    }
    guard !wide || tables.contains(.samples) else {
      throw ValidationError("--wide is for the table samples")
    }
  }
}

extension RowsOptions {
  /// Opens all tables. The files appear when everything is written.
  ///
  /// - Throws: what `body` throws, or a `FileError`.
  func write(_ body: ([RowOutput], RowFormat) throws -> Void) throws {
    let (tables, format) = (try tables(), try rowFormat())
    let made = try makeFolders()
    do {
      try open(tables[...], [], format) { try body($0, format) }
    } catch {
      FileSystem.remove(emptyFolders: made)
      throw error
    }
  }

  /// The newly created folders, deepest first.
  private func makeFolders() throws -> [SystemPath] {
    guard let out else { return [] }
    return try FileError.named(out.text) { try FileSystem.make(folders: out) }
  }

  /// Opens the tables one inside the other.
  private func open(
    _ tables: ArraySlice<RowTable>, _ opened: [RowOutput], _ format: RowFormat,
    _ body: ([RowOutput]) throws -> Void
  ) throws {
    guard let table = tables.first else { return try body(opened) }
    let file = OutputFile(path: path(of: table, format))
    try file.write(isForTerminals: !isInGzip) { sink in
      try inGzip(&sink) { sink in
        let output = RowOutput(table, &sink)
        defer { output.giveBack(&sink) }
        try open(tables.dropFirst(), opened + [output], format, body)
      }
    }
  }

  private func path(of table: RowTable, _ format: RowFormat) -> SystemPath? {
    guard let out else { return output }
    let name = table.rawValue + format.ending + (gzip ? Self.gzipEnding : "")
    return out.appending(Array(name.utf8))
  }

  private var isInGzip: Bool {
    gzip || output?.text.lowercased().hasSuffix(Self.gzipEnding) ?? false
  }

  private func inGzip(
    _ sink: inout ByteSink, _ body: (inout ByteSink) throws -> Void
  ) throws {
    if isInGzip { try sink.writeInGzip(body) } else { try body(&sink) }
  }
}
