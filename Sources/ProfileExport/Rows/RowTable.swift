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
      "A row for each stack. A stack may be repeated, also by another process; rows with the same id are equal."
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
        RowColumn("unit", .text, "The unit of the values."),
        RowColumn("total", .integer, "The sum of all values."),
        RowColumn("period", .integer, "How much of the period type one sample stands for."),
        RowColumn("samples", .integer, "How many samples the profile has."),
        RowColumn("build_id", .text, "The build id of the program; empty if not known."),
        RowColumn("attributes", .map, "What else the file's path says."),
        RowColumn(
          "incomplete", .optionalText, "Why the profile is incomplete; null if it is complete."),
      ]
    case .samples:
      [
        .profile, .type, .stack,
        RowColumn("value", .integer, "The value, in the unit of the sample type."),
        RowColumn(
          "labels", .map,
          "Numbers have their unit appended; several values of a key are separated by commas."),
      ] + (isWide ? [.service, .version, .instance, .time] + RowColumn.identity : [])
    case .stacks:
      [.stack] + RowColumn.identity + [
        RowColumn("functions", .texts, "The functions, leaf first, inlined calls included."),
        RowColumn("files", .texts, "The file of each function; empty if not known."),
        RowColumn("lines", .integers, "The line in each file; 0 if not known."),
      ]
    case .functions:
      RowColumn.origin + [
        RowColumn("function", .text, "The name of the function."), .package,
        RowColumn("flat", .integer, "The value of the samples whose leaf it is."),
        RowColumn("cum", .integer, "The value of the samples on whose stack it is."),
      ]
    case .sites:
      RowColumn.origin + [
        .site, .package,
        RowColumn(
          "fingerprint", .optionalText, "The fingerprint of its heaviest stack; null if not known."),
        RowColumn("value", .integer, "The value of all samples with this site."),
        RowColumn("stacks", .integer, "How many stacks have this site."),
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
    "profile", .text, "The first 16 digits of the SHA-1 of the file's path as given.")
  static let service = RowColumn("service", .text, "From the path; empty if it does not say.")
  static let version = RowColumn("version", .text, "From the path; empty if it does not say.")
  static let instance = RowColumn("instance", .text, "The process or machine, from the path.")
  static let time = RowColumn("time", .time, "When it was taken; null if not known.")
  static let type = RowColumn("type", .text, "The sample type.")
  static let stack = RowColumn(
    "stack", .text,
    "The first 16 digits of the SHA-1 of function, NUL, file, NUL, line and line feed of each frame, leaf first."
  )
  static let site = RowColumn(
    "site", .text,
    "The first function, seen from the leaf, that is neither runtime nor standard library.")
  static let package = RowColumn(
    "package", .text, "The package, or the function if it has none.")

  /// The columns about the profile of a row.
  static let origin = [
    profile,
    RowColumn(
      "file", .text, "The file's path as given; bytes that are not UTF-8 as \\xff."),
    service, version,
    instance, time,
    RowColumn(
      "duration_ns", .integer, "How long it was measured, in nanoseconds; 0 for a snapshot."),
    RowColumn("kind", .text, "For example cpu, heap or goroutine."), type,
  ]

  /// The columns that identify a stack in every format and build.
  static let identity = [
    RowColumn(
      "fingerprint", .optionalText, "The same in every format and build; null if not known."),
    site, package,
  ]
}
