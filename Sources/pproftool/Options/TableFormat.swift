import ArgumentParser
import ReportRequests

/// The format of a table, as an option takes it.
enum TableFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv, markdown
}

extension OutputOptions {
  /// The format of a report: the one that is given, or that the name of the output asks for.
  ///
  /// - `given`: what `--format` says; nil if it is not given.
  /// - `formats`: those that the report can be written in, the usual one first.
  /// - Throws: if the name asks for another format than the option, or for one that the report does not have.
  func format(
    _ given: (some RawRepresentable<String>)?, among formats: [ReportFormat]
  ) throws -> ReportFormat {
    let given = given.flatMap { ReportFormat(rawValue: $0.rawValue) }
    guard let name = output?.text, let ending = FileEnding(of: name) else {
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

  /// Refuses a name that asks for another format than the only one there is.
  func requireFormat(of kind: ReportRequest.Kind) throws {
    _ = try format(TableFormat?.none, among: kind.formats)
  }

  private static func noFormat(_ ending: FileEnding, among formats: [ReportFormat]) -> any Error {
    var endings: [String] = []
    for ending in formats.flatMap(\.endings) where !endings.contains(ending) {
      endings.append(ending)
    }
    let names = endings.isEmpty ? formats.map(\.rawValue) : endings
    let other = writer(of: ending, but: formats).map { "; \($0)" } ?? ""
    return ValidationError(
      "this command cannot write \(ending.text); what it writes is \(names.joined(separator: ", "))\(other)"
    )
  }

  /// Which command writes what another cannot; nil if none does, or if it depends on the report.
  ///
  /// - `formats`: what the other writes.
  private static func writer(of ending: FileEnding, but formats: [ReportFormat]) -> String? {
    switch ending.formats.first {
    case nil where formats.contains(.html): nil
    case nil where FileEnding.images.contains(ending.text) && formats.contains(.svg):
      "view writes .html"
    case .svg: "flamegraph writes .svg"
    case .html: "view writes .html"
    case .dot: "dot writes .dot"
    case .folded: "folded writes .folded"
    case nil where FileEnding.images.contains(ending.text): "view writes .html, flamegraph .svg"
    case nil: "convert writes \(ending.text)"
    default: nil
    }
  }
}
