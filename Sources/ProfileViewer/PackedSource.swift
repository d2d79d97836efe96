import JSONText
package import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The source files of a profile, as far as they were found, with what their lines have.
package struct ViewedSource: Sendable {
  package struct File: Sendable {
    /// As it is shown.
    package let name: [UInt8]
    /// The file's names in the profile.
    package let aliases: [[UInt8]]
    /// Its text from the first line on.
    package let text: [[UInt8]]
    package let heat: [SourceHeat.Line]

    package init(
      name: [UInt8], aliases: [[UInt8]], text: [[UInt8]], heat: [SourceHeat.Line]
    ) {
      (self.name, self.aliases, self.text, self.heat) = (name, aliases, text, heat)
    }
  }

  package var files: [File] = []
  /// Files that have lines with a value and were not found, and why.
  package var missing: [(name: [UInt8], reason: String)] = []

  package init() {}

  /// The block, as JSON.
  var bytes: [UInt8] {
    let missing = missing.map { JSONValue.array([.shown($0.name), .shown($0.reason)]) }
    return JSONValue.ordered([
      ("files", .array(files.map(Self.object))), ("missing", .array(missing)),
    ]).line
  }

  private static func object(_ file: File) -> JSONValue {
    .ordered([
      ("name", .shown(file.name)), ("aliases", .array(file.aliases.map { .shown($0) })),
      ("lines", .array(file.text.map { .code($0) })), ("heat", .array(file.heat.map(heat))),
    ])
  }

  private static func heat(_ line: SourceHeat.Line) -> JSONValue {
    .array([.short(Double(line.number)), numbers(line.selfValues), numbers(line.totals)])
  }

  private static func numbers(_ values: [Int64]) -> JSONValue {
    .array(values.map { .short(Double($0)) })
  }
}
