import ArgumentParser
import ReportRequests

/// The values of `--format` for a table.
enum TableFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv, markdown
}

extension OutputOptions {
  /// The format of a report: the given one, or the one that the output's name selects.
  ///
  /// - `given`: the value of `--format`; nil if it is not given.
  /// - `formats`: the formats of the report, the default first.
  /// - Throws: if the name selects another format than the option, or one that the report does not have.
  func format(
    _ given: (some RawRepresentable<String>)?, among formats: [ReportFormat]
  ) throws -> ReportFormat {
    let given = given.flatMap { ReportFormat(rawValue: $0.rawValue) }
    guard let name = output?.text, let ending = FileEnding(of: name) else {
      if given == nil { try FileEnding.refuseMisspelt(output) }
      return given ?? formats[0]
    }
    let possible = formats.filter(ending.formats.contains)
    guard let first = possible.first else { throw Self.noFormat(ending, among: formats) }
    guard let given else { return first }
    guard possible.contains(given) else {
      throw ValidationError("\(name): --format says \(given.rawValue)")
    }
    return given
  }

  /// Rejects an output name that selects another format than the report's only one.
  func requireFormat(of kind: ReportRequest.Kind) throws {
    _ = try format(TableFormat?.none, among: kind.formats)
  }

  private static func noFormat(_ ending: FileEnding, among formats: [ReportFormat]) -> any Error {
    var endings: [String] = []
    for ending in formats.flatMap(\.endings) where !endings.contains(ending) {
      endings.append(ending)
    }
    let names = endings.isEmpty ? formats.map(\.rawValue) : endings
    let other = ending.advice(writing: formats).map { "; \($0)" } ?? ""
    return ValidationError(
      "this command cannot write \(ending.text); it writes \(names.joined(separator: ", "))\(other)"
    )
  }
}

extension ReportFormat {
  /// The given settings that this format of a table ignores: programs read the numbers of the profile, and nothing
  /// above the table.
  func ignored(of filters: QueryOptions, _ graph: GraphOptions) -> [String] {
    var options: [String] = []
    if filters.unit != "minimum", self != .text, self != .markdown { options.append("--unit") }
    if graph.compactLabels, self != .text { options.append("--compact-labels") }
    return options
  }
}
