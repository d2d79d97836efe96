public import ArgumentParser
public import ProfileAnalysis
import ProfileSystem
import ReportRequests

extension Granularity: ExpressibleByArgument {}
extension NodeOrder: ExpressibleByArgument {}

/// What a report shows a line or a box for, and how much of it.
struct GraphOptions: ParsableArguments {
  @Option(help: "What is one line of a report.")
  var granularity: Granularity?

  @Flag(help: "Keep only the function that others were inlined into.")
  var noinlines = false

  @Flag(help: "Tell columns of lines apart.")
  var showcolumns = false

  @Option(help: "What to order by: a function's own value, or that with all it calls.")
  var sort: NodeOrder?

  @Flag(help: "Short for --sort cum.")
  var cum = false

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "Show at most so many functions; 0 for all (default: all, 80 in tree and dot, 20 in diff).",
      valueName: "n"),
    transform: WholeNumber.option)
  var nodecount: Int?

  @Option(
    help: ArgumentHelp(
      "Leave out functions below this share of the total (default: 0.005, 0 in diff).",
      valueName: "share"), transform: Percentage.fraction)
  var nodefraction: Double?

  @Option(
    help: ArgumentHelp("Leave out calls below this share of the total.", valueName: "share"),
    transform: Percentage.fraction)
  var edgefraction = 0.001

  @Flag(help: "Leave out nothing for being small.")
  var noTrim = false

  @Flag(help: "Leave out functions whose value is negative.")
  var dropNegative = false

  @Flag(help: "Tell functions apart by what calls them (dot and callgrind).")
  var callTree = false

  @Flag(help: "Print no lines about the profile above the table.")
  var compactLabels = false

  @Option(
    help: ArgumentHelp(
      "Folders with sources, separated by colons; names of files are cut behind the last part of one.",
      valueName: "folders"))
  var sourcePath: SystemPath?

  @Option(
    help: ArgumentHelp(
      "What to cut from the beginning of names of files, separated by colons.",
      valueName: "prefixes"))
  var trimPath: SystemPath?

  func validate() throws {
    guard !cum || sort != .flat else {
      throw ValidationError("--cum and --sort flat cannot be given together")
    }
    for (name, share) in [("--nodefraction", nodefraction), ("--edgefraction", edgefraction)] {
      guard share.map({ $0 >= 0 && $0.isFinite }) ?? true else {
        throw ValidationError("\(name): expected a share from 0 to 1")
      }
    }
  }
}

extension GraphOptions {
  /// How locations become nodes.
  var nodes: NodeOptions {
    var options = NodeOptions()
    options.granularity = granularity ?? .functions
    options.noInlines = noinlines
    options.showsColumns = showcolumns
    options.paths.searchFolders = sourceFolders.map(\.bytes)
    options.paths.trimPrefixes = trimPrefixes.map(\.bytes)
    return options
  }

  /// An option that says how much a table shows; nil if none is given that changes anything.
  var tableOption: String? {
    let options = [
      ("--nodecount", nodecount != nil), ("--nodefraction", nodefraction != nil),
      ("--edgefraction", edgefraction != 0.001), ("--no-trim", noTrim),
      ("--drop-negative", dropNegative), ("--sort", sort != nil), ("--cum", cum),
      ("--call-tree", callTree), ("--compact-labels", compactLabels),
    ]
    return options.first { $0.1 }?.0
  }

  /// What is left out.
  var trimming: Trimming {
    var trimming = Trimming()
    trimming.order = cum ? .cum : sort ?? .flat
    // The reference's -1 stands for what is usual.
    trimming.count = nodecount == -1 ? nil : nodecount.map { max(0, $0) }
    trimming.nodeFraction = nodefraction
    trimming.edgeFraction = edgefraction
    trimming.isOff = noTrim
    trimming.dropsNegative = dropNegative
    return trimming
  }
}
