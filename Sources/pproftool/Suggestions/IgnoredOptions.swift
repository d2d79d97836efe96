/// Options that a command has only because it shares a group with others, and that do not affect its output.
///
/// They are hidden in the command's help and rejected, so that nobody relies on them. Users of `go tool pprof` set
/// table options for all reports at once; those are skipped with a message instead.
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
    "top": ["--call-tree", "--edgefraction"], "tree": ["--call-tree"],
    "peek": ["--nodecount", "--nodefraction", "--edgefraction", "--no-trim", "--call-tree"],
    "list": trimming.union(["--granularity", "--showcolumns"]),
    "traces": trimming.union(["--relative-percentages"]),
    "tags": trimming.union(nodes).union([
      "--tagroot", "--tagleaf", "--prune-from", "--add-comment",
    ]),
    "raw": trimming.union(values).union(["--granularity", "--showcolumns"]),
    "comments": trimming.union(nodes).union(values).union(filters).union(["--normalize"]),
    "goroutines": trimming.subtracting(["--nodecount"]).union(nodes)
      .union(["--relative-percentages", "--mean", "--divide-by", "--add-comment"]),
    "dot": ["--sort", "--cum", "--compact-labels"],
    "callgrind": [
      "--granularity", "--nodecount", "--nodefraction", "--edgefraction", "--no-trim",
      "--compact-labels", "--relative-percentages",
    ],
    "folded": ["--unit", "--relative-percentages", "--divide-by", "--add-comment"],
    "flamegraph": ["--relative-percentages", "--add-comment"],
    "view": ["--relative-percentages", "--add-comment"],
    "diff": ["--relative-percentages", "--call-tree", "--edgefraction"],
    "compare": ["--relative-percentages", "--add-comment"],
  ]

  /// The options that `go tool pprof` keeps as settings for all reports.
  private static let settings = trimming.union(["--unit", "--divide-by"])
  /// Reports that `go tool pprof` does not have, and so has no settings for.
  private static let own: Set = ["goroutines", "folded", "diff"]

  /// Options that these commands reject with a reason of their own.
  private static let withReasons: [String: Set<String>] = [
    "flamegraph": trimming.union(["--mean"]), "view": trimming.union(["--mean"]),
    "folded": trimming.union(["--mean"]), "diff": ["--mean", "--flamechart"],
    "compare": ["--mean", "--flamechart"],
  ]

  static func of(_ command: String) -> Set<String> {
    (ofCommands[command] ?? []).union(withReasons[command] ?? [])
  }

  /// Whether a command ignores an option, by its long name.
  static func isOne(_ name: String, of command: String) -> Bool { of(command).contains(name) }

  /// Rejects options that the command of a line would ignore.
  ///
  /// - Returns: the settings that are skipped, as written.
  /// - Throws: a `LineProblem` for the first ignored option that is not a setting.
  static func check(_ arguments: [String]) throws -> [String] {
    try checkFetching(arguments)
    guard let command = arguments.first, let ignored = ofCommands[command] else { return [] }
    var skipped: [String] = []
    for index in arguments.optionIndices {
      let written = String(arguments[index].prefix { $0 != "=" })
      let name = ShortOptions.longName(arguments[index])
      guard ignored.contains(name) else { continue }
      guard settings.contains(name), !own.contains(command) else {
        throw OptionCheck.problem(of: written, name, in: command)
      }
      skipped.append(written)
    }
    return skipped
  }

  /// Options that say what is fetched and how, and so need a URL.
  private static let fetching: Set = [
    "--seconds", "--unix-socket", "--timeout", "--connect-timeout", "--max-fetch", "--tls-ca",
    "--tls-cert", "--tls-key", "--insecure", "--header", "--user", "--password", "--bearer",
    "--proxy", "--follow", "--save",
  ]
  /// Commands whose services need not be on the line.
  private static let fromElsewhere: Set = ["collect", "check", "serve", "report"]

  /// Rejects options that select a profile of a service on a line with files and without a service; what is neither is
  /// answered as such.
  private static func checkFetching(_ arguments: [String]) throws {
    guard let command = arguments.first, !fromElsewhere.contains(command),
      let option = arguments.optionIndices.map({ ShortOptions.longName(arguments[$0]) })
        .first(where: fetching.contains), CommandNames.isOne(command),
      arguments.dropFirst().contains(where: LoneFile.isFile),
      !namesService(arguments)
    else { return }
    throw LineProblem(
      "\(option) is for fetching from a service, but no URL is given", help: command)
  }

  /// Whether a line has a URL, or a list that may have some; that of a proxy is none.
  private static func namesService(_ arguments: [String]) -> Bool {
    zip([""] + arguments, arguments).contains { before, argument in
      argument.hasPrefix("--files-from")
        || argument.contains("://") && before != "--proxy" && !argument.hasPrefix("--proxy=")
    }
  }
}
