/// The most used options of each command, in the order of its short help.
enum CommonOptions {
  static func of(_ command: String) -> [String] { table[command] ?? [] }

  static let table: [String: [String]] = [
    "info": [
      "--format", "--output", "--from", "--recursive", "--kind", "--nth", "--files-from", "--quiet",
      "--strict",
      "--keep-going", "--config",
    ],
    "goroutines": ["--by", "--nodecount"] + filters + output + reading,
    "top": ["--nodecount", "--cum", "--granularity"] + types + ["--base"] + filters + output
      + reading,
    "tree": ["--nodecount", "--cum", "--granularity"] + types + filters + output + reading,
    "peek": ["--granularity", "--cum"] + types + filters + ["--output"] + reading,
    "list": ["--source-path", "--trim-path"] + types + filters + ["--output"] + reading,
    "traces": types + filters + output + reading,
    "tags": types + filters + output + reading,
    "raw": filters + ["--output"] + reading, "comments": ["--output"] + reading,
    "flamegraph": ["--colors", "--reverse", "--min-width", "--title"] + types + filters + drawing
      + reading,
    "view": ["--with-source", "--redact", "--title", "--max-bytes"] + types + filters + drawing
      + reading,
    "dot": ["--nodecount", "--nodefraction", "--call-tree", "--granularity"] + types + filters + [
      "--output"
    ] + reading,
    "callgrind": types + filters + ["--output"] + reading,
    "folded": ["--granularity"] + types + filters + ["--output"] + reading,
    "serve": [
      "--listen", "--base", "--rules", "--baseline", "--no-browser", "--exit-after",
      "--source-path", "--recursive",
      "--kind", "--quiet",
    ],
    "report": [
      "--rules", "--assert", "--baseline", "--title", "--redact", "--exit-code", "--output",
      "--open", "--recursive", "--kind",
      "--quiet",
    ],
    "diff": ["--by", "--scale", "--nodecount", "--exit-code", "--threshold", "--before", "--after"]
      + types + filters.prefix(2)
      + output + ["--open"] + reading,
    "compare": [
      "--by", "--min-change", "--fdr", "--exit-code", "--all-rows", "--before", "--after",
    ] + types + filters.prefix(2)
      + output + ["--open"],
    "check": [
      "--rules", "--assert", "--baseline", "--instance", "--suppress", "--init", "--test",
      "--explain", "--allow-unknown",
      "--format", "--output", "--out", "--recursive", "--quiet",
    ],
    "collect": [
      "--profiles", "--targets", "--every", "--keep", "--keep-for", "--check", "--baseline",
      "--on-fail", "--output", "--log",
      "--bearer", "--header",
    ],
    "convert": ["--sample-index", "--min-share", "--rename", "--redact"] + filters + [
      "--to", "--output", "--from", "--nth", "--symbolize",
    ],
    "merge": ["--weighted-input", "--sample-index", "--redact"] + filters + [
      "--to", "--output", "--recursive", "--kind", "--keep-going",
    ],
    "rows": [
      "--table", "--wide", "--format", "--gzip", "--out", "--output", "--recursive", "--kind",
      "--keep-going", "--files-from",
    ],
    "schema": ["--wide", "--output"], "completion": ["--output"],
  ]

  private static let types = ["--sample-index"]
  private static let filters = ["--focus", "--ignore", "--hide", "--tagfocus"]
  private static let output = ["--format", "--output"]
  private static let drawing = ["--output", "--open"]
  private static let reading = ["--recursive", "--kind", "--quiet"]
}
