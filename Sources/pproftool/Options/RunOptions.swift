import ArgumentParser
import ProfileAnalysis
import ProfileSystem
import ReportRequests

/// The values of `--format` for a comparison of runs.
enum RunsFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv, markdown, svg, html
}

/// How runs are compared.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What each row is: function, stack, site, package, file, line or label.KEY.",
      valueName: "what"),
    completion: DimensionOption.completion(Comparison.dimensions),
    transform: DimensionOption.ofComparison)
  var by: SampleDimension?

  @Option(
    help: ArgumentHelp(
      "Test functions, files and lines by their value with callees (cum) or by their own value (flat).",
      valueName: "cum|flat"),
    completion: .list(["cum", "flat"]), transform: Self.isFlat)
  var value: Bool?

  @Option(
    help: ArgumentHelp(
      """
      What to divide each run by: typical (function), none, total, duration or operations \
      (default: none for values at a moment, such as goroutines or memory in use; otherwise typical).
      """, valueName: "scale"),
    completion: .list(RunScale.allCases.map(\.rawValue)), transform: Self.scale)
  var scale: RunScale?

  @Option(
    help: ArgumentHelp(
      "A file with one line 'path number' per run: how much work it did. Implies --scale operations.",
      valueName: "file"),
    completion: .file())
  var operations: SystemPath?

  @Option(
    help: ArgumentHelp(
      "The smallest change to report (default: 1%).", valueName: "percent"),
    transform: Percentage.part)
  var minChange: Double?

  @Option(
    help: ArgumentHelp(
      "The accepted share of false reports among the rows reported as changed (default: 5%).",
      valueName: "percent"),
    transform: Self.rate)
  var fdr: Double?

  @Flag(
    help:
      "Pair each before run with an after run, in order of time, or of name if there are no times.")
  var paired = false

  @Flag(help: "Add up the profiles of each instance into one run.")
  var sumInstances = false

  @Flag(help: "Drop runs that are far from the others, at most one in five per side.")
  var dropOutliers = false

  @Flag(help: "Also show rows that cannot be distinguished from noise, marked with ~.")
  var allRows = false

  @Flag(
    help:
      "Exit with status 1 if a row grew or is new, 2 if that cannot be told. Growth that --scale removes from all rows does not count."
  )
  var exitCode = false

  @Flag(help: "With --exit-code: exit with status 1 if anything changed.")
  var bothDirections = false

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      "Show at most this many rows; 0 shows all (default: 20; all in formats for programs).",
      valueName: "n"),
    transform: WholeNumber.option)
  var nodecount: Int?

  @Option(
    help: ArgumentHelp(
      "Do not test rows below this share of the mean run (default: 0.005).",
      valueName: "share"), transform: Percentage.fraction)
  var nodefraction: Double?

  @Flag(help: "Attribute inlined functions to the function they were inlined into.")
  var noinlines = false

  @Option(
    help: ArgumentHelp(
      "Prefixes to remove from file names, separated by colons.",
      valueName: "prefixes"))
  var trimPath: SystemPath?

  @Option(help: "The format of the result (default: from the name of the output file, or text).")
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
      throw ValidationError("--both-directions says when --exit-code is 1; give both")
    }
    guard nodefraction.map({ (0...1).contains($0) }) ?? true else {
      throw ValidationError("--nodefraction takes a share from 0 to 1")
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

  /// A given option for the rows of a table; nil if there is none.
  private var tableOption: String? {
    by.map { _ in "--by" } ?? (allRows ? "--all-rows" : nodecount.map { _ in "--nodecount" })
  }

  /// The format to write: the given one, or the one that the output's name selects.
  func chosenFormat() throws -> ReportFormat {
    try output.format(format, among: RunsRequest.formats)
  }

  /// How runs are compared, without the query.
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

  /// Which rows of a comparison grew or are new, in words; nil if none did.
  ///
  /// - Throws: the exit status if nothing could be tested.
  func excess(in comparison: RunComparison) throws -> String? {
    guard !comparison.rows.isEmpty else { throw ExitCode(2) }
    let rows = comparison.called.filter { row in
      bothDirections || row.kind == .grown || row.kind == .new
    }
    guard let first = rows.first else { return nil }
    let new = rows.count == 1 ? "is new" : "are new"
    let grown = rows.count == 1 ? "grew" : "grew or are new"
    let verb = rows.allSatisfy { $0.kind == .new } ? new : grown
    return ExitReason.text(
      first.name.name, others: rows.count - 1, bothDirections ? "changed" : verb)
  }
}
