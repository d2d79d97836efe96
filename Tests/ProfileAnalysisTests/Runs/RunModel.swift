import Foundation
import ProfileModel
import ProfileStatistics
import ProfileSystem
import TestSupport

@testable import ProfileAnalysis

/// Synthetic runs with known changes: shares of functions follow a Pareto distribution, counts a Poisson
/// distribution, and functions vary between runs on their own, with their package, and all together.
struct RunModel {
  var functions = 300
  /// The number of samples of a run.
  var samples = 24_000.0
  /// The variation of a whole run, of each function, and of each of ten packages: standard deviations of logarithms.
  var runNoise = 0.07
  var functionNoise = 0.03
  var packageNoise = 0.03
  /// The step of each package's random walk between runs.
  var drift = 0.0
  /// Whether the sides are measured alternately, not one after the other.
  var isInTurn = true
  /// The share of functions that do not vary, as waiting goroutines.
  var constantPart = 0.0
  /// The factor of the changed functions, and their number.
  var change = 1.0
  var changed = 0
  /// The share of a single changed function; nil for none.
  var fixedShare: Double?
  /// Whether functions call each other, so that rows overlap.
  var isTree = false

  /// A comparison with known changes.
  struct Made {
    let comparison: RunComparison
    /// The true factor of each function, by name.
    let truth: [String: Double]
    let shares: [String: Double]
  }

  private static let packages = 10
  private static let fewestShare = 0.01

  /// Generates runs and compares them.
  func made(_ settings: RunSettings, runs: Int, scale: RunScale, seed: Int) throws -> Made {
    var random = SeededRandom(seed)
    let shares = shares(&random)
    let factors = factors(shares, &random)
    let parents = isTree ? parents(&random) : []
    let isConstant = shares.map { _ in Double.random(in: 0..<1, using: &random) < constantPart }
    var walk = [Double](repeating: 0, count: Self.packages)
    var (before, after, cum) = ([CollectedRun](), [CollectedRun](), RunMatrix())
    var flat = RunMatrix()
    for time in 0..<2 * runs {
      let isAfter = isInTurn ? time % 2 == 1 : time >= runs
      for row in walk.indices { walk[row] += random.normal() * drift }
      let counts = counts(shares, isAfter ? factors : [], isConstant, walk, &random)
      let own = cum.run(isTree ? Self.sums(counts, parents) : counts)
      let run = run(counts, own, flat.run(counts), time: time)
      if isAfter { after.append(run) } else { before.append(run) }
    }
    let measure = RunMeasure.samples
    let input = RunInput(settings, measure, scale, before: before, after: after, cum, flat)
    return Made(
      comparison: try RunComparison(input), truth: named(truth(shares, factors, parents)),
      shares: named(isTree ? Self.sums(shares, parents) : shares))
  }

  // MARK: The truth

  private func shares(_ random: inout SeededRandom) -> [Double] {
    var weights = (0..<functions).map { _ in
      Mathematics.power(1 - Double.random(in: 0..<1, using: &random), -1 / 1.1)
    }
    let sum = weights.reduce(0, +)
    weights = weights.map { $0 / sum }
    guard let fixedShare else { return weights }
    let rest = 1 - weights[0]
    return [fixedShare] + weights.dropFirst().map { $0 * (1 - fixedShare) / rest }
  }

  /// The factor of each function in the after side; changed functions have at least a hundredth of the total.
  private func factors(_ shares: [Double], _ random: inout SeededRandom) -> [Double] {
    var factors = shares.map { _ in 1.0 }
    if fixedShare != nil { factors[0] = change }
    let large = shares.indices.filter { shares[$0] >= Self.fewestShare }.shuffled(using: &random)
    if fixedShare == nil { for row in large.prefix(changed) { factors[row] = change } }
    return factors
  }

  /// A function's caller precedes it; the first has none.
  private func parents(_ random: inout SeededRandom) -> [Int] {
    (0..<functions).map { $0 == 0 ? 0 : Int.random(in: 0..<$0, using: &random) }
  }

  private func truth(_ shares: [Double], _ factors: [Double], _ parents: [Int]) -> [Double] {
    guard isTree else { return factors.map { $0 - 1 } }
    let after = Self.sums(zip(shares, factors).map { $0 * $1 }, parents)
    return zip(after, Self.sums(shares, parents)).map { $0 / $1 - 1 }
  }

  private static func sums(_ values: [Double], _ parents: [Int]) -> [Double] {
    var sums = values
    for row in sums.indices.dropFirst().reversed() { sums[parents[row]] += sums[row] }
    return sums
  }

  private func named(_ values: [Double]) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: values.enumerated().map { (RunMatrix.name($0), $1) })
  }

  // MARK: A run

  private func counts(
    _ shares: [Double], _ factors: [Double], _ isConstant: [Bool], _ walk: [Double],
    _ random: inout SeededRandom
  ) -> [Double] {
    let all = random.normal() * runNoise
    let ofPackage = (0..<Self.packages).map { _ in random.normal() * packageNoise }
    return shares.indices.map { row in
      let factor = factors.isEmpty ? 1 : factors[row]
      let mean = samples * shares[row] * factor
      if isConstant[row] { return mean.rounded() }
      let package = row % Self.packages
      let noise = all + ofPackage[package] + walk[package] + random.normal() * functionNoise
      return random.poisson(mean * Mathematics.exponential(noise))
    }
  }

  private func run(
    _ counts: [Double], _ rows: RunMatrix.Run, _ functions: RunMatrix.Run, time: Int
  ) -> CollectedRun {
    var profile = Profile()
    profile.header.timeNanos = Int64(time + 1) * 60_000_000_000
    let total = counts.reduce(0, +)
    let source = RunSource(
      RunOrigin(name: "\(time)", traits: []), profile, total: Int64(clamping: total),
      samples: total)
    return CollectedRun(source: source, rows: rows, functions: functions, instance: nil)
  }
}

extension RunMatrix {
  static func name(_ row: Int) -> String { "function\(row)" }

  /// A run with the values of rows, whose names are numbers.
  mutating func run(_ values: [Double]) -> RunMatrix.Run {
    var run = RunMatrix.Run()
    for (row, value) in values.enumerated() {
      let name = Comparison.Row(
        name: Array(Self.name(row).utf8), flat: ValuePair(before: 0, after: 0))
      run.put(Int64(clamping: value), basis: nil, at: index(of: name))
    }
    return run
  }
}

extension RunMeasure {
  /// Counts of samples.
  static let samples: RunMeasure = {
    var profile = Profile()
    profile.header.sampleTypes = [
      ValueType(type: profile.addString("samples"), unit: profile.addString("count"))
    ]
    return (try? SampleTypeChoice(of: profile)).map { RunMeasure($0, of: profile) } ?? .nothing
  }()
}

extension SeededRandom {
  /// A normally distributed number, by Box and Muller.
  mutating func normal() -> Double {
    let radius = (-2 * Mathematics.logarithm(1 - Double.random(in: 0..<1, using: &self)))
      .squareRoot()
    let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &self)
    return radius * cos(angle)
  }

  /// A Poisson distributed number: exact for small means, a rounded normal one for large means.
  mutating func poisson(_ mean: Double) -> Double {
    guard mean < 100 else { return max(0, (mean + normal() * mean.squareRoot()).rounded()) }
    let limit = Mathematics.exponential(-mean)
    var (product, count) = (Double.random(in: 0..<1, using: &self), 0.0)
    while product > limit {
      product *= Double.random(in: 0..<1, using: &self)
      count += 1
    }
    return count
  }
}
