import ArgumentParser
import ProfileAnalysis

/// What to show of a profile: the options of all reports, named as in `go tool pprof`.
struct QueryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The sample type to report, by name or by index from 0.", valueName: "name|n"))
  var sampleIndex: String?

  @Flag(
    help: "Divide values by the first sample type, for example for the mean delay per contention.")
  var mean = false

  @Option(
    help: ArgumentHelp("Divide all values by this number.", valueName: "n"), transform: Self.divisor
  )
  var divideBy = 1.0

  @Option(
    help: ArgumentHelp(
      "The unit for values: a unit such as ms or MB, 'minimum' for one unit in the whole table, or 'auto' for the best unit of each value. kB, MB and GB are powers of 1024.",
      valueName: "unit"))
  var unit = "minimum"

  @OptionGroup var filters: FilterOptions

  @Flag(help: "Give percentages of the filtered total, not of the whole profile.")
  var relativePercentages = false

  static func divisor(_ text: String) throws -> Double {
    guard let number = WholeNumber.decimal(text), ProfileQuery.isDivisor(number) else {
      throw ValidationError("expected a number other than 0, as in 0.5, 1_000 or 2k")
    }
    return number
  }
}

extension QueryOptions {
  /// Shows the sample type that `--kind` names, if it names one.
  ///
  /// - Throws: a `ValidationError` if `--sample-index` names another one.
  mutating func showSampleType(of reading: ReadingOptions) throws {
    guard let type = reading.kind.flatMap(WantedKind.sampleType) else { return }
    if let sampleIndex, !type.hasPrefix(sampleIndex) {
      throw ValidationError(
        "--kind \(type) and --sample-index \(sampleIndex) both say which sample type is shown; give only one of them"
      )
    }
    sampleIndex = type
  }

  /// The options as a query.
  var query: ProfileQuery {
    var query = filters.query
    query.sampleType = sampleIndex
    query.isMean = mean
    query.divisor = divideBy
    query.unit = unit
    query.isRelative = relativePercentages
    return query
  }
}
