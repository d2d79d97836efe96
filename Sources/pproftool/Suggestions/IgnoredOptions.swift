/// Options that a command has by the groups that it shares with others, and that change nothing of what it writes.
///
/// They stay out of the command's help, and are refused, so that nobody trusts in them. How a table looks may be set for all
/// reports of `go tool pprof` at once, as its users do: there such a setting is passed over, and that is said.
enum IgnoredOptions {
  private static let trimming: Set = [
    "--sort", "--cum", "--nodecount", "--nodefraction", "--edgefraction", "--no-trim",
    "--drop-negative", "--call-tree", "--compact-labels",
  ]
  private static let nodes: Set = [
    "--granularity", "--noinlines", "--showcolumns", "--source-path", "--trim-path",
  ]
  private static let values: Set = [
    "--sample-index", "--mean", "--divide-by", "--unit", "--relative-percentages",
  ]
  private static let filters: Set = [
    "--focus", "--ignore", "--hide", "--show", "--show-from", "--prune-from", "--tagfocus",
    "--tagignore", "--tagshow", "--taghide", "--tagroot", "--tagleaf",
  ]

  private static let ofCommands: [String: Set<String>] = [
    "top": ["--call-tree"], "tree": ["--call-tree"],
    "peek": ["--nodecount", "--nodefraction", "--edgefraction", "--no-trim", "--call-tree"],
    "list": trimming.union(["--granularity", "--showcolumns"]),
    "traces": trimming.union(["--relative-percentages"]), "tags": trimming.union(nodes),
    "raw": trimming.union(values),
    "comments": trimming.union(nodes).union(values).union(filters).union(["--normalize"]),
    "goroutines": trimming.subtracting(["--nodecount"]).union(nodes)
      .union(["--relative-percentages", "--mean", "--divide-by"]),
    "dot": ["--sort", "--cum", "--compact-labels"],
    "callgrind": [
      "--granularity", "--nodecount", "--nodefraction", "--edgefraction", "--no-trim",
      "--compact-labels", "--relative-percentages",
    ],
    "folded": ["--unit", "--relative-percentages", "--divide-by"],
  ]

  /// What pprof keeps as settings of all its reports.
  private static let settings = trimming.union(["--unit", "--divide-by"])
  /// Reports that are not pprof's, so that nobody brings settings for them.
  private static let own: Set = ["goroutines", "folded"]

  private static let short = ["-f": "--focus", "-n": "--nodecount"]

  /// What these refuse with a reason of their own.
  private static let withReasons: [String: Set<String>] = [
    "flamegraph": trimming.union(["--mean"]), "view": trimming.union(["--mean"]),
    "folded": trimming.union(["--mean"]), "diff": ["--mean", "--flamechart"],
    "compare": ["--mean", "--flamechart"],
  ]

  static func of(_ command: String) -> Set<String> {
    (ofCommands[command] ?? []).union(withReasons[command] ?? [])
  }

  /// Whether a command ignores an option of that long name.
  static func isOne(_ name: String, of command: String) -> Bool { of(command).contains(name) }

  /// Refuses what the command of a line would ignore.
  ///
  /// - Returns: the settings that are passed over, as they are written.
  /// - Throws: a `LineProblem` for the first option that is none.
  static func check(_ words: [String]) throws -> [String] {
    guard let command = words.first, let ignored = ofCommands[command] else { return [] }
    var passed: [String] = []
    for place in words.optionPlaces {
      let written = String(words[place].prefix { $0 != "=" })
      let name = short[written] ?? written
      guard ignored.contains(name) else { continue }
      guard settings.contains(name), !own.contains(command) else {
        throw OptionCheck.refusal(of: written, name, in: command)
      }
      passed.append(written)
    }
    return passed
  }
}
