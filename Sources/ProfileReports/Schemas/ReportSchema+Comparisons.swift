import JSONText

// What comparisons are for programs. Tests check each against what the commands write.

extension ReportSchema {
  private static let pair = JSONShape.object([
    .init("before", .integer), .init("after", .integer), .init("delta", .integer),
    .init("factor", .measure, "Null if there was nothing before"),
  ])

  private static let comparedSource = JSONShape.object([
    .init("name", .text),
    .init("time_nanoseconds", .integer, "Nanoseconds since 1970; 0 if not known"),
    .init("duration_nanoseconds", .integer, "0 if not known"),
  ])

  package static let diff = ReportSchema(
    "diff", title: "What changed between two profiles",
    [
      .init("verdict", .text, "The first line of the text"), .init("type", .text),
      .init("unit", .text), .init("by", .text, "What is one row: function, stack, site …"),
      .init("scale", .number, "The factor that values before were multiplied by"),
      .init("before", comparedSource), .init("after", comparedSource), .init("total", pair),
      .init("main", .optional(.reference("line")), "The site that changed most"),
      .init("changed", .integer, "How many rows changed"), .init("unchanged", .integer),
      .init("new", .integer), .init("gone", .integer),
      .init("dropped", .integer, "How many rows were left out because they changed little"),
      .init("warnings", .list(.text), "Why the difference may be misleading"),
      .init("rows", .list(.reference("line")), "The largest change first"),
    ],
    definitions: [
      "line": .object([
        .init("name", .text), .init("change", .choice(["new", "gone", "grown", "shrunk"])),
        .init("flat", pair), .init("cum", .optional(pair), "Null for groups of samples"),
        .init("fingerprint", .optional(.text), "Only for stacks"),
        .init("stack", .list(.text), "Only for stacks; the leaf first"),
      ])
    ])

  private static let run = JSONShape.object([
    .init("file", .text, "The first if there are several"), .init("files", .integer),
    .init("time_nanoseconds", .integer), .init("samples", .measure, "Null if not known"),
    .init("factor", .measure, "The number that the run was divided by"), .init("outlier", .boolean),
    .init("dropped", .boolean),
  ])

  private static let change: [JSONMember] = [
    .init("low", .measure, "The 95 % interval"), .init("high", .measure),
    .init("p", .measure),
  ]

  private static let calledRow: [JSONMember] =
    [
      .init("name", .text),
      .init("change", .choice(["grown", "shrunk", "new", "gone", "unclear"])),
      .init("before", .measure, "The mean of scaled runs"), .init("after", .measure),
      .init("effect", .measure, "after / before − 1"),
    ] + change + [
      .init("q", .measure, "The share of false rows among those reported, if this one is reported"),
      .init("samples", .measure, "The mean count"), .init("fingerprint", .optional(.text)),
    ]

  package static let runs = ReportSchema(
    "runs", title: "Which differences between runs are significant",
    [
      .init("verdict", .text, "The first line of the text"), .init("type", .text),
      .init("unit", .text), .init("by", .text),
      .init("scale", .text, "How runs were scaled: typical, none, total …"),
      .init("value", .choice(["flat", "cum"])), .init("paired", .boolean),
      .init("fdr", .number, "The expected share of false rows among those reported"),
      .init("min_change", .number, "Reported rows changed by more than this"),
      .init("before", .list(run)),
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
      .init("phi", .measure, "The variation beyond that of counting"), .init("s0", .measure),
      .init("reference_rows", .integer, "From how many functions the typical one is computed"),
      .init(
        "interleaved", .measure,
        "The share of neighbouring runs in time that are of different sides"),
      .init(
        "detectable", .list(.object([.init("share", .number), .init("change", .measure)])),
        "Which changes these runs could have shown"),
      .init(
        "runs_needed", .optional(.integer), "How many runs per side would show a change of 10 %"),
      .init("warnings", .list(.text)),
      .init(
        "rows",
        .list(
          .object(
            calledRow + [
              .init("values_before", .list(.measure), "The values as measured"),
              .init("values_after", .list(.measure)),
            ]))),
    ],
    definitions: ["line": .object(calledRow)])
}
