import ArgumentParser
import ProfileAnalysis
import ProfileSystem
import ReportRequests

/// The format of a comparison of runs, as an option takes it.
enum RunsFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv, markdown, svg, html
}

/// How runs are compared.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What is one row: function, stack, site, package, file, line or label.KEY.",
      valueName: "what"),
    completion: DimensionOption.completion(Comparison.dimensions),
    transform: DimensionOption.ofComparison)
  var by: SampleDimension?

  @Option(
    help: ArgumentHelp(
      "Whether functions, files and lines are tested with all that they call (cum), or by what they have themselves (flat).",
      valueName: "cum|flat"),
    completion: .list(["cum", "flat"]), transform: Self.isFlat)
  var value: Bool?

  @Option(
    help: ArgumentHelp(
      """
      What each run is divided by: typical (function), none, total, duration or operations \
      (default: none for what is there at a moment, as goroutines, else typical).
      """, valueName: "scale"),
    completion: .list(RunScale.allCases.map(\.rawValue)), transform: Self.scale)
  var scale: RunScale?

  @Option(
    help: ArgumentHelp(
      "A file with a line 'path number' a run: how much work it did. Implies --scale operations.",
      valueName: "file"),
    completion: .file())
  var operations: SystemPath?

  @Option(
    help: ArgumentHelp(
      "How small a change is of no interest (default: 1%).", valueName: "percent"),
    transform: Percentage.part)
  var minChange: Double?

  @Option(
    help: ArgumentHelp(
      "Which part of the rows that are called changed may be false (default: 5%).",
      valueName: "percent"),
    transform: Self.rate)
  var fdr: Double?

  @Flag(help: "Run i before belongs to run i after, by their times, else by their names.")
  var paired = false

  @Flag(help: "Take the profiles of one instance for one run: their sum.")
  var sumInstances = false

  @Flag(help: "Leave out runs that are far from the others, at most one in five of a side.")
  var dropOutliers = false

  @Flag(help: "Show what cannot be told apart from noise too, with ~.")
  var allRows = false

  @Flag(help: "End with status 1 if anything grew or is new, 2 if nothing could be tested.")
  var exitCode = false

  @Flag(help: "With --exit-code: end with status 1 if anything changed.")
  var bothDirections = false

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "Show at most so many rows; 0 for all (default: 20 for people, all for programs).",
      valueName: "n"),
    transform: WholeNumber.option)
  var nodecount: Int?

  @Option(
    help: ArgumentHelp(
      "Do not test what has less than this share of the mean run (default: 0.005).",
      valueName: "share"), transform: Percentage.fraction)
  var nodefraction: Double?

  @Flag(help: "Keep only the function that others were inlined into.")
  var noinlines = false

  @Option(
    help: ArgumentHelp(
      "What to cut from the beginning of names of files, separated by colons.",
      valueName: "prefixes"))
  var trimPath: SystemPath?

  @Option(help: "The format of the result (default: what the name of the output says, or text).")
  var format: RunsFormat?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard operations == nil || scale == nil || scale == .operations else {
      throw ValidationError("--operations implies --scale operations")
    }
    guard scale != .operations || operations != nil else {
      throw ValidationError("--scale operations needs --operations FILE")
    }
    guard !bothDirections || exitCode else {
      throw ValidationError("--both-directions says when --exit-code is 1: give both")
    }
    guard nodefraction.map({ (0...1).contains($0) }) ?? true else {
      throw ValidationError("--nodefraction is a share from 0 to 1")
    }
    let format = try chosenFormat()
    if !ReportFormat.tables.contains(format), let option = tableOption {
      throw ValidationError("\(option) is for tables, not for --format \(format.rawValue)")
    }
  }
}

extension RunOptions {
  private static func isFlat(_ text: String) throws -> Bool {
    guard ["cum", "flat"].contains(text) else {
      throw ValidationError("expected cum or flat, found '\(text)'")
    }
    return text == "flat"
  }

  private static func scale(_ text: String) throws -> RunScale {
    guard let scale = RunScale(rawValue: text) else {
      let names = RunScale.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("expected one of \(names), found '\(text)'")
    }
    return scale
  }

  private static func rate(_ text: String) throws -> Double {
    let rate = try Percentage.part(text)
    guard rate > 0, rate < 1 else {
      throw ValidationError("expected a percentage between 0 and 100, as in 5%")
    }
    return rate
  }

  /// An option that says how much a table shows; nil if none is given.
  private var tableOption: String? {
    by.map { _ in "--by" } ?? (allRows ? "--all-rows" : nodecount.map { _ in "--nodecount" })
  }

  /// The format to write: the one that is given, or that the name of the output asks for.
  func chosenFormat() throws -> ReportFormat {
    try output.format(format, among: RunsRequest.formats)
  }

  /// How runs are compared, but for what is seen of each.
  var settings: RunSettings {
    var settings = RunSettings()
    settings.dimension = by ?? .function
    settings.isFlat = value ?? false
    settings.scale = operations == nil ? scale : .operations
    settings.minimumChange = minChange ?? settings.minimumChange
    settings.rate = fdr ?? settings.rate
    settings.isPaired = paired
    settings.sumsInstances = sumInstances
    settings.dropsOutliers = dropOutliers
    settings.nodeFraction = nodefraction ?? settings.nodeFraction
    settings.nodes.noInlines = noinlines
    settings.nodes.paths.trimPrefixes = trimPath?.listed.map(\.bytes) ?? []
    return settings
  }

  /// The exit status that a comparison asks for.
  func status(of comparison: RunComparison) -> Int32 {
    guard exitCode else { return 0 }
    guard !comparison.rows.isEmpty else { return 2 }
    let isBad = comparison.called.contains { row in
      bothDirections || row.kind == .grown || row.kind == .new
    }
    return isBad ? 1 : 0
  }
}
