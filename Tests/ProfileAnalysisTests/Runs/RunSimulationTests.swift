import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

/// The rates of false and of missed reports. `SIMULATED_RUNS=1000` computes the whole table, as
/// `Scripts/simulate-runs` does; otherwise a few comparisons per row, within the limits of chance.
@Suite struct RunSimulationTests {
  /// A row of the table.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let model: RunModel
    let runs: Int
    var scale = RunScale.typical
    var isPaired = false
    /// The largest allowed share of false reports.
    var rate = 0.05
    /// The share of changes to find, by the function's share.
    var power: [(from: Double, to: Double, least: Double)] = []

    var testDescription: String { "\(name), n = \(runs)\(isPaired ? ", paired" : "")" }
  }

  private static func model(_ change: (inout RunModel) -> Void = { _ in }) -> RunModel {
    var model = RunModel()
    change(&model)
    return model
  }

  private static func changing(
    _ factor: Double, of count: Int = 5, _ change: (inout RunModel) -> Void = { _ in }
  ) -> RunModel {
    model {
      ($0.change, $0.changed) = (factor, count)
      change(&$0)
    }
  }

  private static func heap(_ model: inout RunModel) {
    (model.samples, model.packageNoise) = (2000, 0.05)
  }

  private static func goroutines(_ model: inout RunModel) {
    (model.functions, model.samples, model.constantPart) = (60, 2000, 0.3)
  }

  private static func drifting(_ model: inout RunModel) { model.drift = 0.05 }

  private static func tree(_ model: inout RunModel) { model.isTree = true }

  static let nulls: [Case] = [3, 5, 10].flatMap { runs in
    let rate = runs == 3 ? 0.065 : 0.05
    return [
      Case(name: "null, CPU 24,000", model: model(), runs: runs, rate: rate),
      Case(name: "null, CPU 3,000", model: model { $0.samples = 3000 }, runs: runs, rate: rate),
      Case(
        name: "null, goroutines", model: model(goroutines), runs: runs, scale: .none, rate: rate),
      Case(name: "null, heap 2,000", model: model(heap), runs: runs, scale: .none, rate: rate),
    ]
  }

  static let changes: [Case] = [
    Case(
      name: "five × 1.20", model: changing(1.2), runs: 3, power: [(0.02, 0.05, 0.7)]),
    Case(
      name: "five × 1.10", model: changing(1.1), runs: 5, power: [(0.05, 1, 0.25)]),
    Case(
      name: "five × 1.20", model: changing(1.2), runs: 5,
      power: [(0.02, 0.05, 0.92), (0.01, 0.02, 0.82)]),
    Case(
      name: "five × 1.10", model: changing(1.1), runs: 10,
      power: [(0.05, 1, 0.7), (0.02, 0.05, 0.62)]),
    Case(name: "five × 1.10", model: changing(1.1), runs: 15, power: [(0.02, 0.05, 0.85)]),
    Case(
      name: "heap, five × 1.5", model: changing(1.5, heap), runs: 3, scale: .none,
      power: [(0.05, 1, 0.85), (0.02, 0.05, 0.6)]),
    Case(
      name: "goroutines, five × 1.5", model: changing(1.5, goroutines), runs: 5, scale: .none,
      power: [(0.01, 1, 0.9)]),
    Case(
      name: "one of 20 % doubled",
      model: model { ($0.fixedShare, $0.change, $0.changed) = (0.2, 2, 1) }, runs: 5, rate: 0.06,
      power: [(0, 1, 1)]),
  ]

  static let drifts: [Case] = [false, true].flatMap { isPaired in
    [
      Case(
        name: "in turn, drift 5 %, null", model: model(drifting), runs: 5, isPaired: isPaired,
        rate: isPaired ? 0.06 : 0.05),
      Case(
        name: "in turn, drift 5 %, five × 1.20", model: changing(1.2, drifting), runs: 5,
        isPaired: isPaired, rate: isPaired ? 0.06 : 0.05,
        power: [(0.02, 0.05, isPaired ? 0.78 : 0.5)]),
    ]
  }

  static let trees: [Case] = [3, 5].map { runs in
    Case(name: "cum, one × 1.20", model: changing(1.2, of: 1, tree), runs: runs)
  }

  /// A row without a promise: its rates are printed, but not checked.
  static let open: [Case] = [
    Case(
      name: "not promised: five × 1.50 at 3,000",
      model: changing(1.5) { $0.samples = 3000 }, runs: 5, rate: 0.1)
  ]

  private static let asked = ProcessInfo.processInfo.environment["SIMULATED_RUNS"].flatMap(Int.init)

  @Test(arguments: nulls + changes + drifts + trees + open)
  func whatIsCalledIsTrueAndWhatIsTrueIsCalled(_ simulated: Case) throws {
    let count = Self.asked ?? 8
    let parts = Parallel.each(count) { number in
      Result { try Outcome(simulated, seed: 1000 + number) }
    }
    let outcomes = try parts.map { try $0.get() }
    let rate = outcomes.reduce(0) { $0 + $1.falsePart } / Double(count)
    var line = "\(simulated.testDescription): FDR \(rate.rounded3) (≤ \(simulated.rate))"
    // Three standard errors: the tolerance of a thousand comparisons.
    let room = 3 * (simulated.rate * (1 - simulated.rate) / Double(count)).squareRoot()
    #expect(rate <= simulated.rate + max(0.02, room), "\(simulated.testDescription)")
    for power in simulated.power {
      let found = outcomes.flatMap { outcome in
        outcome.changes.filter { $0.share >= power.from && $0.share < power.to }.map(\.isCalled)
      }
      let part = Double(found.count { $0 }) / Double(max(1, found.count))
      let spread = (power.least * (1 - power.least) / Double(max(1, found.count))).squareRoot()
      #expect(part >= power.least - max(0.05, 3.5 * spread), "\(simulated.testDescription)")
      line += ", \(power.from)–\(power.to): \(part.rounded3) (≥ \(power.least), \(found.count))"
    }
    let rows = outcomes.reduce(0) { $0 + $1.tested } / count
    if Self.asked != nil { print("SIMULATED \(line), \(rows) rows tested") }
  }

  /// The result of one comparison.
  struct Outcome: Sendable {
    /// The share of false reports.
    let falsePart: Double
    /// The changed functions, whether they were tested, and whether they were reported.
    let changes: [(share: Double, isCalled: Bool)]
    let tested: Int

    init(_ simulated: Case, seed: Int) throws {
      var settings = RunSettings()
      settings.isPaired = simulated.isPaired
      let made = try simulated.model.made(
        settings, runs: simulated.runs, scale: simulated.scale, seed: seed)
      let called = Set(
        made.comparison.called.map { String(decoding: $0.name.name, as: UTF8.self) })
      // A change smaller than the minimum is not a change.
      let changed = made.truth.filter { $0.value.magnitude > 0.0101 }
      let isFalse = called.count { changed[$0] == nil }
      falsePart = called.isEmpty ? 0 : Double(isFalse) / Double(called.count)
      changes = changed.keys.sorted().map { (made.shares[$0] ?? 0, called.contains($0)) }
      tested = made.comparison.rows.count
    }
  }
}

extension Double {
  fileprivate var rounded3: Double { (self * 1000).rounded() / 1000 }
}
