import JSONText

// What reports of one profile are for programs. Tests check each against what the commands write.

extension ReportSchema {
  /// The members about the whole of a report on one sample type.
  private static let ofView: [JSONMember] = [
    .init("type", .text, "The sample type, for example inuse_space"),
    .init("unit", .text, "The unit of all values"),
    .init("total", .integer, "The value of all samples after filters"),
  ]

  static let flatAndCum: [JSONMember] = [
    .init("flat", .integer, "The value of the samples whose leaf it is"),
    .init("flat_share", .number, "The same as a part of the total, from 0 to 1, with its sign"),
    .init("cum", .integer, "The value of the samples on whose stack it is"),
    .init("cum_share", .number, "The same as a part of the total"),
  ]

  private static let source: [JSONMember] = [
    .init("function", .text, "Empty if the granularity does not distinguish functions"),
    .init("file", .text, "Empty if not known or not distinguished"),
    .init("line", .integer, "0 if not known or not distinguished"),
  ]

  package static let top = ReportSchema(
    "top", title: "Functions by their own value",
    ofView + [
      .init("shown", .integer, "The value of the rows"),
      .init("count", .integer, "How many functions there were before their number was limited"),
      .init("dropped", .integer, "How many were left out because they are light"),
      .init("rows", .list(.reference("line")), "The heaviest first"),
    ],
    definitions: [
      "line": .object(
        [.init("name", .text, "The name as the table shows it")] + flatAndCum + source + [
          .init("inlined", .choice(["all", "some", "none"]), "How many of its callers inline it")
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
        .init("value", .integer, "The value of the samples with this call"),
        .init("inlined", .boolean),
        .init("residual", .boolean, "Whether functions between the two were left out"),
      ]),
    ])

  private static let labelValue: [JSONMember] = [
    .init("text", .text, isRequired: false), .init("number", .integer, isRequired: false),
    .init("unit", .text, "Only for numbers", isRequired: false),
  ]

  private static let labelSums: [JSONMember] = [
    .init("sum", .integer, "The value of the samples that have it"),
    .init("share", .number, "The same as a part of the total"),
  ]

  package static let tags = ReportSchema(
    "tags", title: "Labels and the values of the samples that have them",
    ofView + [
      .init(
        "keys",
        .list(
          .object(
            [.init("name", .text)] + labelSums + [
              .init("values", .list(.object(labelValue + labelSums)), "The heaviest first")
            ])), "Sorted by name")
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
                .init("inlined", .boolean, "Whether it is inlined into the next frame")
              ])), "The leaf first"),
      ])
    ])

  private static let counted = JSONShape.list(
    .object([.init("name", .text), .init("count", .integer)]))

  package static let goroutines = ReportSchema(
    "goroutines", title: "Goroutines in groups",
    [
      .init("by", .text, "What the groups are made by"),
      .init("total", .integer, "How many goroutines there are after filters"),
      .init("all", .integer, "How many there were before filters"),
      .init("crash", .optional(.text), "Why the program crashed and where"),
      .init("groups", .list(.reference("line")), "The largest first"),
    ],
    definitions: [
      "line": .object([
        .init("name", .text), .init("count", .integer),
        .init("share", .number, "The share of all goroutines"),
        .init(
          "longest_wait_minutes", .optional(.integer), "Only dumps show how long goroutines wait"),
        .init("leaked", .integer, "How many the runtime marks as leaked"),
        .init("stacks", .integer, "How many different stacks they have"),
        .init(
          "fingerprint", .optional(.text),
          "The fingerprint of the most frequent stack, the same in every format"),
        .init(
          "site", .text,
          "The first function of that stack that is neither runtime nor standard library"),
        .init("states", counted), .init("created_by", counted), .init("labels", counted),
        .init("example", .list(.object(source)), "The frames of that stack, the leaf first"),
      ])
    ])
}
