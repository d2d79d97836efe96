/// Options that a command has by the groups that it shares with others, and that would change nothing.
///
/// They are refused, so that nobody trusts in them, and stay out of the command's help.
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
      .union(["--relative-percentages"]),
    "dot": ["--sort", "--cum", "--compact-labels"],
    "callgrind": [
      "--granularity", "--nodecount", "--nodefraction", "--edgefraction", "--no-trim",
      "--compact-labels", "--relative-percentages",
    ],
    "folded": ["--unit", "--relative-percentages"],
  ]

  private static let short = ["-f": "--focus", "-n": "--nodecount"]

  /// Whether a command ignores an option of that long name.
  static func isOne(_ name: String, of command: String) -> Bool {
    ofCommands[command]?.contains(name) ?? false
  }

  /// Refuses what the command of a line would ignore.
  static func check(_ words: [String]) throws {
    guard let command = words.first, let ignored = ofCommands[command] else { return }
    for place in words.optionPlaces {
      let written = String(words[place].prefix { $0 != "=" })
      guard ignored.contains(short[written] ?? written) else { continue }
      throw OptionCheck.refusal(of: written, short[written] ?? written, in: command)
    }
  }
}
