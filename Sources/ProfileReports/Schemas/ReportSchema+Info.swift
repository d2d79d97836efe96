import JSONText

// The schemas of a file and of a whole profile. Tests check each against what the commands write.

extension ReportSchema {
  private static let layout = JSONMember(
    "layout", .optional(.text), "The layout of the paths; null if none fits")

  private static let otherFile: [JSONMember] = [
    .init("file", .text), .init("kind", .optional(.text), "What the file is, for example web page"),
    .init("message", .text),
    .init("error", .boolean, "Whether the file's name says that it is a profile"),
  ]

  package static let info = ReportSchema(
    "info", title: "What is in profiles",
    [
      layout, .init("profiles", .list(.object(profile))),
      .init(
        "other_files", .list(.object(otherFile)), "The files of a folder that are not profiles"),
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
    .init("path", .optional(path), "What the path says by the layout"),
    .init("format", .text), .init("guess", .optional(.text), "Why the format is only a guess"),
    .init("producer", .optional(.text), "Guessed from marks that some producers leave"),
    .init("unwrapped", .list(.text), "What was removed around the text, such as prefixes of lines"),
    .init("crash", .optional(.text), "Why the program crashed and where"),
    .init("records_read", .integer), .init("records_seen", .integer),
    .init("unread_lines", .integer), .init("system_goroutines", .integer),
    .init("note", .optional(.text), "Why there is nothing to report"),
    .init("incomplete", .optional(.text), "Why the profile is incomplete"),
    .init("remarks", .list(.text), "What else was done while reading"),
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
    .init("time_nanoseconds", .integer, "Nanoseconds since 1970; 0 if not known"),
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
    .init("samples", .integer), .init("stacks", .integer, "How many different ones"),
    .init("functions", .integer), .init("locations", .integer),
    .init("unnamed_locations", .integer, "How many locations have no function name"),
    .init("missing_names", .optional(.text), "Where names are missing, and what to do about it"),
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
          .init("key", .text), .init("texts", .integer, "How many different values"),
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
              .init(
                "inlined", .boolean, "Whether it is inlined into the frame before it",
                isRequired: false),
              .init("address", .text, "Only if there is no name", isRequired: false),
            ])), "The root first"),
        .init("values", .list(period), "One value per sample type"),
      ])
    ])
}
