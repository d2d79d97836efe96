package import ProfileStatistics
import ProfileSystem

/// Which differences between runs before and runs after are real: what a repetition would say again.
package struct RunComparison: Sendable {
  /// A run as it was compared.
  package struct Run: Equatable, Sendable {
    package let source: RunSource
    /// What its values were divided by.
    package let factor: Double
    package var isOutlier = false
    /// Whether it was left out.
    package var isDropped = false
  }

  /// The values of a row or the total, and their change. Changes are parts: 0.32 is a third more.
  package struct Change: Equatable, Sendable {
    /// The means of the scaled runs, in the unit of the sample type.
    package let before: Double
    package let after: Double
    package let effect: Double
    package let low: Double
    package let high: Double
    package let probability: Double
  }

  package enum Kind: String, Sendable {
    case grown, shrunk, new, gone
    /// It cannot be distinguished from noise.
    case unclear
  }

  package struct Row: Sendable {
    package let name: RunRowName
    package let kind: Kind
    package let change: Change
    /// The expected part of false rows if it is called.
    package let rate: Double
    /// The mean count of samples in a scaled run; nil if unknown.
    package let samples: Double?
    /// What each run has, as it was measured.
    package let valuesBefore: [Double]
    package let valuesAfter: [Double]

    package var isCalled: Bool { kind != .unclear }
  }

  package let settings: RunSettings
  package let typeName: String
  package let unit: String
  /// What runs were divided by.
  package let scale: RunScale
  /// How many functions the typical one was made of.
  package let referenceRows: Int
  package internal(set) var before: [Run]
  package internal(set) var after: [Run]
  package let total: Change
  /// The rows that were tested: those that are called first, the largest change first.
  package let rows: [Row]
  /// How many rows are too light to tell.
  package let lightCount: Int
  package let variance: RunVariance
  /// What could have been seen.
  package let detectable: DetectableChange
  /// The mean sample count of a run, the base of a function's share; nil if unknown.
  package let meanSamples: Double?
  /// How many neighbours in time are on different sides; nil if a time is unknown.
  package let interleaved: Double?
  package internal(set) var caveats: [RunCaveat] = []

  /// How many runs are looked at for what could be seen.
  package static let mostRuns = DetectableChange.mostRuns
  /// A row is called new or gone only if the other side has this many samples in a run.
  static let fewestSamples = 10.0

  init(_ input: RunInput) throws(RunsError) {
    let first = try RunTest(input)
    let outliers = RunOutliers(first, input)
    let dropped = input.settings.dropsOutliers ? outliers.dropped : []
    let isKept = input.runs.indices.map { !dropped.contains($0) }
    let kept = dropped.isEmpty ? input : input.keeping(isKept)
    let test = dropped.isEmpty ? first : try RunTest(kept)
    settings = input.settings
    (typeName, unit) = (input.measure.name, input.measure.unit)
    (scale, referenceRows) = (test.factors.scale, test.factors.referenceRows)
    var factors = test.factors.all[...]
    let runs = zip(input.runs.indices, input.sources).map { index, source in
      // A run that is left out has the factor it had among all.
      let factor = isKept[index] ? factors.popFirst() ?? 1 : first.factors.all[index]
      return Run(
        source: source, factor: factor, isOutlier: outliers.found.contains(index),
        isDropped: !isKept[index])
    }
    before = Array(runs.prefix(input.before.count))
    after = Array(runs.dropFirst(input.before.count))
    (total, rows, lightCount) = (test.total, test.rows, test.lightCount)
    meanSamples = test.meanSamples
    variance = test.moderated.variance
    let times = RunTimes(kept)
    interleaved = times.interleaved
    detectable = DetectableChange(
      test.moderated, kept.design, minimumChange: settings.minimumChange, rate: settings.rate,
      called: rows.count(where: \.isCalled))
    caveats = RunCaveat.found(self, kept, times)
  }

  /// Whether the total changed by more than chance explains.
  package var hasChangedTotal: Bool { total.probability <= settings.rate }

  /// Whether the scale was chosen for lack of a better one and hides a change of the total, so that rows may have changed only
  /// relative to it.
  package var isScaleInDoubt: Bool { caveats.contains(.noTypical) && hasChangedTotal }

  /// The filters in force, as a report lists them.
  package var activeFilters: [String] { settings.query.activeFilters }

  /// The rows that are called.
  package var called: [Row] { Array(rows.prefix { $0.isCalled }) }

  /// The runs that were compared, the ones before first.
  package var compared: [Run] { (before + after).filter { !$0.isDropped } }

  /// The detectable changes of a function, by its share of the mean run, for shares with enough samples.
  package var detectableChanges: [(share: Double, change: Double)] {
    guard let meanSamples else { return [] }
    return [0.01, 0.02, 0.05, 0.2].filter { $0 * meanSamples >= Self.fewestSamples }.map {
      ($0, detectable.smallest(mean: $0 * meanSamples))
    }
  }

  /// The share for which the detectable change is reported: 2 %, or the smallest with enough samples.
  package var toldShare: Double? {
    let shares = detectableChanges.map(\.share)
    return shares.first { $0 >= 0.02 } ?? shares.first
  }

  /// The number of runs on each side that would show a change of a tenth in a function of the reported share; nil if
  /// a hundred would not.
  package var runsNeeded: Int? {
    guard let meanSamples, let toldShare else { return nil }
    return detectable.runsNeeded(for: 0.1, mean: toldShare * meanSamples)
  }

  /// The most telling of the called rows: the largest change, but of a function and its callee the one with the
  /// larger relative change.
  package var main: Row? {
    let called = called
    guard let largest = called.first else { return nil }
    return called.filter { $0.largeness >= 0.8 * largest.largeness }
      .max { $0.part < $1.part } ?? largest
  }
}

extension RunComparison.Row {
  /// The size of the change, without its sign.
  var largeness: Double { (change.after - change.before).magnitude }

  /// The change as a part of the larger side.
  fileprivate var part: Double {
    let larger = max(change.after, change.before)
    return larger > 0 ? largeness / larger : 0
  }
}
