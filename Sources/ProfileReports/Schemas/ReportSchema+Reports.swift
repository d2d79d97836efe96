import JSONText

// What reports of one profile are for programs. Tests check each against what the commands write.

extension ReportSchema {
  /// The members about the whole of a report on one sample type.
  private static let ofView: [JSONMember] = [
    .init("type", .text, "The sample type, for example inuse_space"),
    .init("unit", .text, "The unit of all values"),
    .init("total", .integer, "The value of all samples that are looked at"),
  ]

  static let flatAndCum: [JSONMember] = [
    .init("flat", .integer, "The value of the samples whose leaf it is"),
    .init("flat_share", .number, "The same as a part of the total, from 0 to 1, with its sign"),
    .init("cum", .integer, "The value of the samples on whose stack it is"),
    .init("cum_share", .number, "The same as a part of the total"),
  ]

  private static let source: [JSONMember] = [
    .init("function", .text, "Empty where the granularity does not tell functions apart"),
    .init("file", .text, "Empty where it is not known or not told apart"),
    .init("line", .integer, "0 where it is not known or not told apart"),
  ]

  package static let top = ReportSchema(
    "top", title: "Functions by their own weight",
    ofView + [
      .init("shown", .integer, "The value of the rows"),
      .init("count", .integer, "How many functions there were before --nodecount"),
      .init("dropped", .integer, "How many were left out for being light"),
      .init("rows", .list(.reference("line")), "The heaviest first"),
    ],
    definitions: [
      "line": .object(
        [.init("name", .text, "The name as the table shows it")] + flatAndCum + source + [
          .init("inlined", .choice(["all", "some", "none"]), "By how many of its callers")
        ])
    ])

  package static let tree = ReportSchema(
    "tree", title: "Functions with their callers and callees",
    ofView + [.init("nodes", .list(.reference("line")), "The heaviest first")],
    definitions: [
      "line": .object(
        [.init("name", .text)] + flatAndCum + [
          .init("callers", .list(.reference("call"))), .init("callees", .list(.reference("call"))),
        ]),
      "call": .object([
        .init("name", .text, "The function at the other end"),
        .init("value", .integer, "The value of the samples that go this way"),
        .init("inlined", .boolean),
        .init("residual", .boolean, "Whether it leads over functions that were left out"),
      ]),
    ])

  private static let labelValue: [JSONMember] = [
    .init("text", .text, isRequired: false), .init("number", .integer, isRequired: false),
    .init("unit", .text, "Of a number", isRequired: false),
  ]

  private static let labelSums: [JSONMember] = [
    .init("sum", .integer, "The value of the samples that carry it"),
    .init("share", .number, "The same as a part of the total"),
  ]

  package static let tags = ReportSchema(
    "tags", title: "Labels and what carries them",
    ofView + [
      .init(
        "keys",
        .list(
          .object(
            [.init("name", .text)] + labelSums + [
              .init("values", .list(.object(labelValue + labelSums)), "The heaviest first")
            ])), "In the order of their names")
    ],
    definitions: ["line": .object([.init("key", .text)] + labelValue + labelSums)])

  package static let label = JSONShape.object([.init("key", .text)] + labelValue)

  package static let traces = ReportSchema(
    "traces", title: "Samples one by one",
    ofView + [.init("samples", .list(.reference("line")), "In the order of the profile")],
    definitions: [
      "line": .object([
        .init("value", .integer), .init("labels", .list(label)),
        .init(
          "stack",
          .list(
            .object(
              [.init("name", .text)] + source + [
                .init("inlined", .boolean, "Whether it is compiled into the frame behind it")
              ])), "The leaf first"),
      ])
    ])

  private static let counted = JSONShape.list(
    .object([.init("name", .text), .init("count", .integer)]))

  package static let goroutines = ReportSchema(
    "goroutines", title: "Goroutines in groups",
    [
      .init("by", .text, "What groups are made by"),
      .init("total", .integer, "How many goroutines are looked at"),
      .init("all", .integer, "Of how many, before filters"),
      .init("crash", .optional(.text), "Why the program crashed and where"),
      .init("groups", .list(.reference("line")), "The largest first"),
    ],
    definitions: [
      "line": .object([
        .init("name", .text), .init("count", .integer),
        .init("share", .number, "Of all goroutines"),
        .init("longest_wait_minutes", .optional(.integer), "Only dumps tell waits"),
        .init("leaked", .integer, "How many the runtime marks as leaked"),
        .init("stacks", .integer, "How many stacks they have"),
        .init(
          "fingerprint", .optional(.text), "Of the most frequent stack, the same in every format"),
        .init("site", .text, "Its first function that is neither runtime nor standard library"),
        .init("states", counted), .init("created_by", counted), .init("labels", counted),
        .init("example", .list(.object(source)), "The frames of that stack, the leaf first"),
      ])
    ])
}
