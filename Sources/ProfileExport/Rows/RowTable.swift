/// A table of rows for SQL engines: its name, and its columns.
package enum RowTable: String, CaseIterable, Sendable {
  /// A row a profile and sample type.
  case profiles
  /// A row a sample and sample type, unless the value is 0.
  case samples
  /// A row a stack, however many profiles have it.
  case stacks
  /// A row a function, sample type and profile.
  case functions
  /// A row a site, sample type and profile.
  case sites

  /// What a row is, for the schema.
  package var summary: String {
    switch self {
    case .profiles: "A row for each profile and sample type."
    case .samples: "A row for each sample and sample type whose value is not 0."
    case .stacks:
      "A row for each stack. A stack may come again, also from another process; rows with the same id are equal."
    case .functions: "A row for each function, sample type and profile."
    case .sites: "A row for each site, sample type and profile."
    }
  }

  /// The columns, in the order they are written.
  ///
  /// - `isWide`: whether samples repeat the columns of their profile and stack, for engines that shall not join.
  package func columns(isWide: Bool = false) -> [RowColumn] {
    switch self {
    case .profiles:
      RowColumn.origin + [
        RowColumn("unit", .text, "What the values are in."),
        RowColumn("total", .integer, "The sum of all values."),
        RowColumn("period", .integer, "One sample stands for so much of the period type."),
        RowColumn("samples", .integer, "How many samples the profile has."),
        RowColumn("build_id", .text, "Of the program; empty if it is not known."),
        RowColumn("attributes", .map, "What else the path of the file tells."),
        RowColumn("incomplete", .optionalText, "Why the profile is known to be a part; else null."),
      ]
    case .samples:
      [
        .profile, .type, .stack, RowColumn("value", .integer, "In the unit of the sample type."),
        RowColumn(
          "labels", .map,
          "Numbers stand with their unit; several values of a key have commas between them."),
      ] + (isWide ? [.service, .version, .instance, .time] + RowColumn.identity : [])
    case .stacks:
      [.stack] + RowColumn.identity + [
        RowColumn("functions", .texts, "Leaf first, inlined calls too."),
        RowColumn("files", .texts, "Of the functions, one each; empty where it is not known."),
        RowColumn("lines", .integers, "In the files, one each; 0 where it is not known."),
      ]
    case .functions:
      RowColumn.origin + [
        RowColumn("function", .text, "Its name."), .package,
        RowColumn("flat", .integer, "Of samples that end in it."),
        RowColumn("cum", .integer, "Of samples that it stands in."),
      ]
    case .sites:
      RowColumn.origin + [
        .site, .package,
        RowColumn(
          "fingerprint", .optionalText, "Of the heaviest of its stacks; null if that is not known."),
        RowColumn("value", .integer, "Of all samples with this site."),
        RowColumn("stacks", .integer, "How many stacks have it."),
      ]
    }
  }
}

/// A column of a table.
package struct RowColumn: Sendable {
  /// What its cells are.
  package enum Kind: Sendable {
    case text, optionalText, integer
    /// A moment in UTC with six digits of a second; it may be missing.
    case time
    /// Texts by texts.
    case map
    case texts, integers
  }

  package let name: String
  package let kind: Kind
  /// What it is, as a sentence.
  package let meaning: String

  init(_ name: String, _ kind: Kind, _ meaning: String) {
    (self.name, self.kind, self.meaning) = (name, kind, meaning)
  }

  static let profile = RowColumn(
    "profile", .text, "The first 16 digits of the SHA-1 of the path of the file as it was given.")
  static let service = RowColumn("service", .text, "As the path tells; else empty.")
  static let version = RowColumn("version", .text, "As the path tells; else empty.")
  static let instance = RowColumn("instance", .text, "The process or machine, as the path tells.")
  static let time = RowColumn("time", .time, "When it was taken; null if nothing tells.")
  static let type = RowColumn("type", .text, "The sample type.")
  static let stack = RowColumn(
    "stack", .text,
    "The first 16 digits of the SHA-1 of function, NUL, file, NUL, line and line feed of each frame, leaf first."
  )
  static let site = RowColumn(
    "site", .text,
    "The first function from the leaf that is neither the runtime's nor the library's.")
  static let package = RowColumn(
    "package", .text, "The package, or the function where it has none.")

  /// The columns about the profile of a row.
  static let origin = [
    profile,
    RowColumn(
      "file", .text, "The path of the file as it was given; bytes that are no UTF-8 as \\xff."),
    service, version,
    instance, time,
    RowColumn("duration_ns", .integer, "How long it was measured, in nanoseconds; 0 for a moment."),
    RowColumn("kind", .text, "For example cpu, heap or goroutine."), type,
  ]

  /// The columns that identify a stack in every format and build.
  static let identity = [
    RowColumn(
      "fingerprint", .optionalText, "The same in every format and build; null if it is not known."),
    site, package,
  ]
}
