import ProfileStatistics
import ProfileSystem

/// The runs of a comparison as numbers, with what each is divided by.
struct RunInput {
  let settings: RunSettings
  let measure: RunMeasure
  let scale: RunScale
  /// By time, or by name.
  let before: [CollectedRun]
  let after: [CollectedRun]
  private let rowMatrix: RunMatrix
  private let functionMatrix: RunMatrix

  init(
    _ settings: RunSettings, _ measure: RunMeasure, _ scale: RunScale, before: [CollectedRun],
    after: [CollectedRun], _ rows: RunMatrix, _ functions: RunMatrix
  ) {
    (self.settings, self.measure, self.scale) = (settings, measure, scale)
    (self.before, self.after) = (before, after)
    (rowMatrix, functionMatrix) = (rows, functions)
  }

  /// Only some of the runs.
  func keeping(_ isKept: [Bool]) -> RunInput {
    let all = zip(runs, isKept)
    return RunInput(
      settings, measure, scale,
      before: all.prefix(before.count).filter { $0.1 }.map { $0.0 },
      after: all.dropFirst(before.count).filter { $0.1 }.map { $0.0 }, rowMatrix, functionMatrix)
  }

  var runs: [CollectedRun] { before + after }
  var sources: [RunSource] { runs.map(\.source) }
  var design: RunDesign {
    RunDesign(before: before.count, after: after.count, isPaired: settings.isPaired)
  }
  var numbers: RunNumbers { rowMatrix.numbers(of: runs.map(\.rows)) }

  /// What runs are divided by: of a mean of 1, multiplied.
  struct Factors {
    let all: [Double]
    /// What they were made by, which may not be what was asked for.
    let scale: RunScale
    /// How many functions the typical one was made of.
    let referenceRows: Int
  }

  /// - Throws: `RunsError` for a run whose divisor is unknown.
  func factors() throws(RunsError) -> Factors {
    switch scale {
    case .none: return Factors(all: sources.map { _ in 1 }, scale: .none, referenceRows: 0)
    case .typical:
      if let typical { return typical }
      // Too few functions are in all runs to show what is typical.
      return try factors(.total, .nothingToScale) { Double($0.total) }
    case .total: return try factors(.total, .nothingToScale) { Double($0.total) }
    case .duration: return try factors(.duration, .noDuration) { Double($0.durationNanos) }
    case .operations: return try factors(.operations, .noOperations, \.operations)
    }
  }

  private var typical: Factors? {
    let numbers = functionMatrix.numbers(of: runs.map(\.functions))
    let ones = [Double](repeating: 1, count: numbers.width)
    let means = numbers.names.indices.map { numbers.meanCount($0, measure, factors: ones) }
    let counts = numbers.values.map { $0 / measure.sample }
    guard let found = TypicalScale(counts: counts, means: means, design) else { return nil }
    return Factors(
      all: found.logFactors.map(Mathematics.exponential), scale: .typical,
      referenceRows: found.referenceRows)
  }

  private func factors(
    _ scale: RunScale, _ missing: RunsError.Reason, _ amount: (RunSource) -> Double?
  ) throws(RunsError) -> Factors {
    var logs: [Double] = []
    for source in sources {
      guard let amount = amount(source), amount > 0 else {
        throw .run(name: source.name, missing)
      }
      logs.append(Mathematics.logarithm(amount))
    }
    let mean = logs.reduce(0, +) / Double(max(1, logs.count))
    return Factors(
      all: logs.map { Mathematics.exponential($0 - mean) }, scale: scale, referenceRows: 0)
  }
}
