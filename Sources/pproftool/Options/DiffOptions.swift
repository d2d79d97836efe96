import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ReportRequests

/// The values of `--format` for a comparison.
enum DiffFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv, markdown, folded, svg, html, pprof
}

/// How two profiles are compared.
struct DiffOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What each row is: function, stack, site, package, file, line or label.KEY.",
      valueName: "what"),
    completion: DimensionOption.completion(Comparison.dimensions),
    transform: DimensionOption.ofComparison)
  var by: SampleDimension?

  @Option(
    help: ArgumentHelp(
      "Scale the before side: none, total (compare shares), duration (compare rates) or a number.",
      valueName: "scale"),
    completion: .list(["none", "total", "duration"]), transform: Self.scale)
  var scale: ComparisonScale?

  @Option(help: "The format of the result (default: from the name of the output file, or text).")
  var format: DiffFormat?

  @Flag(help: "Treat every file as one run: same as the command compare, with its options.")
  var runs = false

  @Flag(help: "Exit with status 1 if anything differs.")
  var exitCode = false

  @Option(
    help: ArgumentHelp(
      "With --exit-code: how much a row may change, as a number or as a percentage of the before total.",
      valueName: "n|percent"),
    transform: Self.threshold)
  var threshold: Threshold?

  /// The largest change allowed.
  enum Threshold: Equatable {
    case value(Double)
    case percent(Double)
  }

  private static func scale(_ text: String) throws -> ComparisonScale {
    let factor = WholeNumber.decimal(text).map { "\($0)" }
    guard let scale = ComparisonScale(name: factor ?? text) else {
      throw ValidationError(
        "expected none, total, duration or a number above 0, as in 0.5 or 2k, found '\(text)'")
    }
    return scale
  }

  private static func threshold(_ text: String) throws -> Threshold {
    let isPercent = text.hasSuffix("%")
    let digits = isPercent ? String(text.dropLast()) : text
    guard let number = WholeNumber.decimal(digits), number.isFinite, number >= 0
    else {
      throw ValidationError(
        "expected a number in the unit of the sample type, or a percentage, as in 5000, 5k or 5%")
    }
    return isPercent ? .percent(number) : .value(number)
  }

  @OptionGroup var output: OutputOptions

  func validate() throws {
    let format = try chosenFormat()
    guard by == nil || ReportFormat.tables.contains(format) || exitCode else {
      throw ValidationError("--by is for tables, not for --format \(format.rawValue)")
    }
    guard threshold == nil || exitCode else {
      throw ValidationError("--threshold says when --exit-code is 1; give both")
    }
  }
}

extension DiffOptions {
  /// The format to write: the given one, or the one that the output's name selects.
  func chosenFormat() throws -> ReportFormat {
    try output.format(format, among: ComparisonRequest.formats)
  }

  /// Which rows of the comparison changed by more than the threshold, in words; nil if none did.
  func excess(in comparison: Comparison) -> String? {
    let limit: Double
    switch threshold {
    case nil: limit = 0
    case .value(let value): limit = value
    case .percent(let percent):
      limit = Double(comparison.total.before.clampedMagnitude) * percent / 100
    }
    let rows = comparison.rows.filter { Double($0.largestDelta) > limit }
    guard let most = rows.max(by: { $0.largestDelta < $1.largestDelta }) else { return nil }
    return ExitReason.text(
      most.stack.first.map { Array($0.utf8) } ?? most.name, others: rows.count - 1,
      threshold == nil ? "changed" : "changed by more than the threshold")
  }
}
