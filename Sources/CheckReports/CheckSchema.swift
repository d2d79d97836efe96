import LeakChecks
package import ProfileReports

extension ReportSchema {
  /// What `check --format json` writes; tests check it against that.
  package static let check = ReportSchema(
    "check", version: 2, title: "Verdicts of leak rules",
    [
      .init("exit_status", .integer),
      .init(
        "built_in", .boolean, "Whether the built-in rules were checked because none were given"),
      .init(
        "summary",
        .object(
          ["rules", "passed", "failed", "undecided"].map { .init($0, .integer) } + [
            .init("warned", .integer, "Also counted among the failed and undecided")
          ])),
      .init("rules", .list(.reference("rule"))),
      .init("expired_suppressions", .list(.reference("suppression"))),
      .init("unused_suppressions", .list(.reference("suppression"))),
      .init("errors", files, "Files that could not be read"),
      .init("skipped", files, "Files that are not profiles"),
      .init("incomplete", files, "Files that are truncated"), .init("instances", .list(.text)),
      .init("gone", .list(.text), "Instances that ended long before the newest profile"),
      .init("warnings", .list(.text)),
      .init(
        "profiles",
        .list(
          .object([
            .init("group", .text), .init("snapshots", .integer), .init("baselines", .integer),
            .init("newest", .list(.text)),
          ]))),
    ],
    definitions: [
      "rule": .object(spelling + result), "group": .object(group), "stack": .object(stack),
      "file": .object([.init("file", .text), .init("reason", .text)]), "since": since,
      "suppression": .object([
        .init("id", .text), .init("match", .text), .init("expires", .optional(.text)),
        .init("reason", .text), .init("ticket", .optional(.text)),
      ]),
    ])

  private static let files = JSONShape.list(.reference("file"))
  private static let outcome = JSONShape.choice(Outcome.allCases.map(\.rawValue))
  private static let unit = JSONShape.choice([
    "count", "bytes", "nanoseconds", "percent", "number",
  ])

  /// The rule in its normal spelling.
  private static let spelling: [JSONMember] = [
    .init("id", .text), .init("assert", .text), .init("measure", .text),
    .init("comparison", .choice(ComparisonOperator.allCases.map(\.rawValue))),
    .init("limit", .measure), .init("unit", unit),
    .init("severity", .choice(Rule.Severity.allCases.map(\.rawValue))),
    .init("owner", .optional(.text)), .init("runbook", .optional(.text)),
    .init("per", .optional(.text)), .init("description", .optional(.text)),
  ]

  /// The result of checking it.
  private static let result: [JSONMember] = [
    .init("outcome", outcome), .init("message", .text, "The line of the text report"),
    .init("reason", .optional(.text), "Why it is undecided"), .init("notes", .list(.text)),
    .init("unmatched", .list(.text), "Terms that match nothing"),
    .init("left_out", .list(.text), "Instances that were not checked"),
    .init(
      "suppressed",
      .list(
        .object([
          .init("id", .text), .init("sum", .measure), .init("max", .measure),
          .init("over", .boolean),
        ])), "What suppressions left out"),
    .init("examined", counts("entries"), "How many groups had each outcome"),
    .init("instances", counts("examined")),
    .init("groups", .list(.reference("group")), "The worst first"),
    .init("total", .measure, "The metric without a selector"),
    .init("stacks", .list(.reference("stack")), "The heaviest first"),
    .init("cost", .optional(cost), "What the goroutines of a failure cost"),
  ]

  private static func counts(_ all: String) -> JSONShape {
    .object([all, "failed", "undecided", "passed"].map { .init($0, .integer) })
  }

  private static let cost = JSONShape.object([
    .init("site", .text), .init("goroutines", .integer), .init("all_goroutines", .integer),
    .init(
      "heap_bytes", .optional(.integer),
      "Of the same package: a profile cannot tie heap to goroutines"),
    .init(
      "heap_bytes_each", .optional(.integer),
      "Given if twelve snapshots show that the heap moves with them"),
    .init("stack_bytes", .optional(.integer)), .init("resident_bytes", .optional(.integer)),
  ])

  /// Of each instance and each value of `per`.
  private static let group: [JSONMember] = [
    .init("name", .text), .init("instance", .text), .init("file", .optional(.text)),
    .init("outcome", outcome), .init("value", .measure), .init("low", .measure),
    .init("high", .measure), .init("reason", .optional(.text)), .init("trend", .optional(trend)),
    .init("site", .optional(.text)), .init("fingerprint", .optional(.text)),
    .init(
      "series",
      .list(
        .object([
          .init("time", .optional(.text)), .init("value", .measure), .init("process", .integer),
          .init("build", .optional(.text)),
        ]))),
  ]

  private static let since = JSONShape.object([
    .init("snapshot", .integer), .init("time", .optional(.text)), .init("build", .optional(.text)),
  ])

  private static let trend = JSONShape.object([
    .init("slope", .measure), .init("lower_bound", .measure),
    .init("per", .choice(Quantity.Rate.allCases.map(\.rawValue))), .init("p", .measure),
    .init("snapshots", .integer), .init("processes", .integer),
    .init("newest_alone", .boolean, "Whether only the newest process was judged"),
    .init("process_known", .boolean), .init("days", .optional(.integer)),
    .init("least_rise", .measure), .init("since", .optional(.reference("since"))),
    .init("shape", .optional(.reference("since")), "Where the trend changes"),
    .init("eta_latest", .measure), .init("eta_likely", .measure),
  ])

  private static let stack: [JSONMember] = [
    .init("fingerprint", .optional(.text)), .init("site", .text), .init("value", .measure),
    .init("before", .measure, "The value in the baseline"), .init("unit", unit),
    .init("state", .optional(.text)), .init("wait_minutes", .optional(.integer)),
    .init("file", .optional(.text)), .init("line", .integer), .init("created_by", .optional(.text)),
    .init(
      "created_at", .list(.text),
      "Where the goroutine was created; only from dumps, and only if no frame is the program's own"),
    .init("frames", .list(.text), "The leaf first"),
  ]
}
