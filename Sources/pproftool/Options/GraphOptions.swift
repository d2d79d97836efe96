public import ArgumentParser
public import ProfileAnalysis
import ProfileSystem
import ReportRequests

extension Granularity: ExpressibleByArgument {}
extension NodeOrder: ExpressibleByArgument {}

/// What a row or node of a report is, and how many are shown.
struct GraphOptions: ParsableArguments {
  @Option(help: "What each row of a report is.")
  var granularity: Granularity?

  @Flag(help: "Attribute inlined functions to the function they were inlined into.")
  var noinlines = false

  @Flag(help: "Show columns of source lines.")
  var showcolumns = false

  @Option(help: "Sort by a function's own value (flat) or by its value with its callees (cum).")
  var sort: NodeOrder?

  @Flag(help: "Same as --sort cum.")
  var cum = false

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "Show at most this many rows or nodes; 0 shows all (default: all, 80 in tree and dot, 20 in diff).",
      valueName: "n"),
    transform: WholeNumber.option)
  var nodecount: Int?

  @Option(
    help: ArgumentHelp(
      "Omit functions below this share of the total; in diff, rows that changed by less (default: 0.005, 0 in diff).",
      valueName: "share"), transform: Percentage.fraction)
  var nodefraction: Double?

  @Option(
    help: ArgumentHelp("Omit calls below this share of the total.", valueName: "share"),
    transform: Percentage.fraction)
  var edgefraction = 0.001

  @Flag(help: "Do not omit small functions and calls.")
  var noTrim = false

  @Flag(help: "Omit functions with a negative value.")
  var dropNegative = false

  @Flag(help: "Show a function separately for each path of callers (dot and callgrind).")
  var callTree = false

  @Flag(help: "Omit the lines about the profile above the table.")
  var compactLabels = false

  @Option(
    help: ArgumentHelp(
      "Source folders, separated by colons; without --trim-path, everything up to the name of such a folder is removed from file names.",
      valueName: "folders"))
  var sourcePath: SystemPath?

  @Option(
    help: ArgumentHelp(
      "Prefixes to remove from file names, separated by colons.",
      valueName: "prefixes"))
  var trimPath: SystemPath?

  func validate() throws {
    guard !cum || sort != .flat else {
      throw ValidationError("--cum and --sort flat cannot be given together")
    }
    for (name, isGiven) in [
      ("--nodecount", (nodecount ?? 0) > 0), ("--nodefraction", (nodefraction ?? 0) > 0),
    ] where noTrim && isGiven {
      throw ValidationError("--no-trim shows all rows and nodes; leave out \(name)")
    }
    for (name, share) in [("--nodefraction", nodefraction), ("--edgefraction", edgefraction)] {
      guard share.map(Trimming.isShare) ?? true else {
        throw ValidationError("\(name): expected a share from 0 to 1, as in 0.02 or 2%")
      }
    }
  }
}

extension GraphOptions {
  /// How locations are grouped into nodes.
  var nodes: NodeOptions {
    var options = NodeOptions()
    options.granularity = granularity ?? .functions
    options.noInlines = noinlines
    options.showsColumns = showcolumns
    options.paths.searchFolders = sourceFolders.map(\.bytes)
    options.paths.trimPrefixes = trimPrefixes.map(\.bytes)
    return options
  }

  /// A given option for the rows of a table; nil if there is none.
  var tableOption: String? {
    let options = [
      ("--nodecount", nodecount != nil), ("--nodefraction", nodefraction != nil),
      ("--edgefraction", edgefraction != 0.001), ("--no-trim", noTrim),
      ("--drop-negative", dropNegative), ("--sort", sort != nil), ("--cum", cum),
      ("--call-tree", callTree), ("--compact-labels", compactLabels),
    ]
    return options.first { $0.1 }?.0
  }

  /// What the report omits.
  var trimming: Trimming {
    var trimming = Trimming()
    trimming.order = cum ? .cum : sort ?? .flat
    // In `go tool pprof`, -1 means the default.
    trimming.count = nodecount == -1 ? nil : nodecount.map { max(0, $0) }
    trimming.nodeFraction = nodefraction
    trimming.edgeFraction = edgefraction
    trimming.isOff = noTrim
    trimming.dropsNegative = dropNegative
    return trimming
  }
}
