import JSONText

// What comparisons are for programs. Tests check each against what the commands write.

extension ReportSchema {
  private static let pair = JSONShape.object([
    .init("before", .integer), .init("after", .integer), .init("delta", .integer),
    .init("factor", .measure, "Null where there was nothing before"),
  ])

  private static let comparedSource = JSONShape.object([
    .init("name", .text), .init("time_nanoseconds", .integer, "Since 1970; 0 if not known"),
    .init("duration_nanoseconds", .integer, "0 if not known"),
  ])

  package static let diff = ReportSchema(
    "diff", title: "What changed between two profiles",
    [
      .init("verdict", .text, "The first line of the text"), .init("type", .text),
      .init("unit", .text), .init("by", .text, "What is compared: function, stack, site …"),
      .init("scale", .number, "What values before were multiplied by"),
      .init("before", comparedSource), .init("after", comparedSource), .init("total", pair),
      .init("main", .optional(.reference("line")), "The site that changed most"),
      .init("changed", .integer, "How many rows changed"), .init("unchanged", .integer),
      .init("new", .integer), .init("gone", .integer),
      .init("dropped", .integer, "How many --nodefraction leaves out"),
      .init("warnings", .list(.text), "Why the difference may not mean what it seems to"),
      .init("rows", .list(.reference("line")), "The largest change first"),
    ],
    definitions: [
      "line": .object([
        .init("name", .text), .init("change", .choice(["new", "gone", "grown", "shrunk"])),
        .init("flat", pair), .init("cum", .optional(pair), "Null for groups of samples"),
        .init("fingerprint", .optional(.text), "Of a stack"),
        .init("stack", .list(.text), "Of a stack, the leaf first"),
      ])
    ])

  private static let run = JSONShape.object([
    .init("file", .text, "The first of several"), .init("files", .integer),
    .init("time_nanoseconds", .integer), .init("samples", .measure, "Null where nothing tells"),
    .init("factor", .measure, "What the run was divided by"), .init("outlier", .boolean),
    .init("dropped", .boolean),
  ])

  private static let change: [JSONMember] = [
    .init("low", .measure, "The interval of 95 %"), .init("high", .measure),
    .init("p", .measure),
  ]

  private static let calledRow: [JSONMember] =
    [
      .init("name", .text),
      .init("change", .choice(["grown", "shrunk", "new", "gone", "unclear"])),
      .init("before", .measure, "The mean of scaled runs"), .init("after", .measure),
      .init("effect", .measure, "after / before − 1"),
    ] + change + [
      .init("q", .measure, "The part of false rows if this one is called"),
      .init("samples", .measure, "The mean count"), .init("fingerprint", .optional(.text)),
    ]

  package static let runs = ReportSchema(
    "runs", title: "Which differences between runs are real",
    [
      .init("verdict", .text, "The first line of the text"), .init("type", .text),
      .init("unit", .text), .init("by", .text),
      .init("scale", .text, "What runs were divided by: typical, none, total …"),
      .init("value", .choice(["flat", "cum"])), .init("paired", .boolean),
      .init("fdr", .number, "The part of called rows that is expected to be false"),
      .init("min_change", .number, "Called rows changed by more"), .init("before", .list(run)),
      .init("after", .list(run)),
      .init(
        "total",
        .object(
          [
            .init("before", .measure), .init("after", .measure),
            .init("change", .measure, "after / before − 1"),
          ] + change)),
      .init("tested", .integer), .init("called", .integer),
      .init("light", .integer, "How many rows are too light to tell"), .init("d0", .measure),
      .init("phi", .measure, "What varies beyond counting"), .init("s0", .measure),
      .init("reference_rows", .integer, "How many functions the typical one is of"),
      .init("interleaved", .measure, "Which part of neighbours in time are of different sides"),
      .init(
        "detectable", .list(.object([.init("share", .number), .init("change", .measure)])),
        "What could have been seen"),
      .init("runs_needed", .optional(.integer), "How many runs a side show 10 %"),
      .init("warnings", .list(.text)),
      .init(
        "rows",
        .list(
          .object(
            calledRow + [
              .init("values_before", .list(.measure), "As they were measured"),
              .init("values_after", .list(.measure)),
            ]))),
    ],
    definitions: ["line": .object(calledRow)])
}
