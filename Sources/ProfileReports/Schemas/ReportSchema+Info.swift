import JSONText

// The schemas of a file and of a whole profile. Tests check each against what the commands write.

extension ReportSchema {
  private static let layout = JSONMember(
    "layout", .optional(.text), "How the paths are made; null if no layout fits them")

  private static let otherFile: [JSONMember] = [
    .init("file", .text), .init("kind", .optional(.text), "What it is, for example web page"),
    .init("message", .text), .init("error", .boolean, "Whether it should be a profile"),
  ]

  package static let info = ReportSchema(
    "info", title: "What is in profiles",
    [
      layout, .init("profiles", .list(.object(profile))),
      .init("other_files", .list(.object(otherFile)), "What lies in a folder and is no profile"),
    ],
    definitions: [
      "line": .any([
        .object(head("info", 1) + [layout] + profile),
        .object(head("info", 1) + [layout] + otherFile),
      ])
    ])

  private static let profile: [JSONMember] = reading + whole + tables

  /// How it was read.
  private static let reading: [JSONMember] = [
    .init("file", .text),
    .init("path", .optional(path), "What the path tells by the layout of all paths"),
    .init("format", .text), .init("guess", .optional(.text), "Why the format is only guessed"),
    .init("producer", .optional(.text), "Guessed by the marks that some leave"),
    .init("unwrapped", .list(.text), "What was taken away around the text"),
    .init("crash", .optional(.text), "Why a program crashed and where"),
    .init("records_read", .integer), .init("records_seen", .integer),
    .init("unread_lines", .integer), .init("system_goroutines", .integer),
    .init("note", .optional(.text), "Why there is nothing to report"),
    .init("incomplete", .optional(.text), "Why not all of it is there"),
    .init("remarks", .list(.text), "What was done besides reading"),
    .init("warnings", .list(.text)),
  ]

  private static let path = JSONShape.object([
    .init("service", .optional(.text)), .init("version", .optional(.text)),
    .init("instance", .optional(.text)), .init("kind", .optional(.text)),
    .init("time", .optional(.text)), .init("attributes", .map(.text)),
  ])

  /// The profile's metadata.
  private static let whole: [JSONMember] = [
    .init("time", .optional(.text), "RFC 3339 in UTC"),
    .init("time_nanoseconds", .integer, "Since 1970; 0 if not known"),
    .init("duration_nanoseconds", .integer, "0 if not known"), .init("period", period),
    .init("comments", .list(.text)), .init("documentation", .text),
    .init("drop_frames", .text), .init("keep_frames", .text),
  ]

  private static let period = JSONShape.object([
    .init("type", .text), .init("unit", .text), .init("value", .integer),
  ])

  /// What it holds.
  private static let tables: [JSONMember] = [
    .init(
      "sample_types",
      .list(
        .object([
          .init("type", .text), .init("unit", .text), .init("total", .integer),
          .init("default", .boolean),
        ]))),
    .init("samples", .integer), .init("stacks", .integer, "Distinct ones"),
    .init("functions", .integer), .init("locations", .integer),
    .init("unnamed_locations", .integer, "How many have no function name"),
    .init("missing_names", .optional(.text), "Where, and what to do about it"),
    .init(
      "mappings",
      .list(
        .object([
          .init("file", .text), .init("build_id", .text), .init("start", .text, "Hexadecimal"),
          .init("limit", .text), .init("offset", .text),
        ]))),
    .init(
      "labels",
      .list(
        .object([
          .init("key", .text), .init("texts", .integer, "How many distinct ones"),
          .init("numbers", .integer), .init("units", .list(.text)),
        ]))),
  ]

  /// What `convert --to json` and `ndjson` write.
  package static let convert = ReportSchema(
    "profile", title: "A whole profile",
    [
      .init("comments", .list(.text)), .init("default_sample_type", .text),
      .init("documentation", .text), .init("drop_frames", .text), .init("keep_frames", .text),
      .init("time_nanoseconds", .integer), .init("duration_nanoseconds", .integer),
      .init("period", period), .init("samples", .list(.reference("line"))),
    ],
    definitions: [
      "line": .object([
        .init("labels", .list(label)),
        .init(
          "stack",
          .list(
            .object([
              .init("function", .text, isRequired: false),
              .init("file", .text, isRequired: false), .init("line", .integer, isRequired: false),
              .init("inlined", .boolean, "Into the frame before it", isRequired: false),
              .init("address", .text, "Where there is no name", isRequired: false),
            ])), "The root first"),
        .init("values", .list(period), "One a sample type"),
      ])
    ])
}
