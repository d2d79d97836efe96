import ProfileStatistics
import ProfileSystem

/// The tests of all rows and of the total, for runs as they are.
struct RunTest {
  let factors: RunInput.Factors
  let moderated: ModeratedTest
  let total: RunComparison.Change
  private(set) var rows: [RunComparison.Row] = []
  private(set) var lightCount = 0
  let meanSamples: Double?
  /// The logarithms of the rows that were tested, in the order of `moderated`.
  let logs: [Double]

  init(_ input: RunInput) throws(RunsError) {
    factors = try input.factors()
    let (numbers, factors) = (input.numbers, factors.all)
    let (settings, measure) = (input.settings, input.measure)
    let totals = input.sources.map { Double($0.total) }
    let meanTotal = zip(totals, factors).reduce(0) { $0 + $1.0 / $1.1 } / Double(factors.count)
    meanSamples = Self.meanSamples(input.sources, factors)
    let means = numbers.names.indices.map { numbers.meanCount($0, measure, factors: factors) }
    let limit = settings.nodeFraction * meanTotal
    let tested = numbers.names.indices.filter { row in
      let mean = numbers.meanValue(row, factors)
      return means[row] >= RunComparison.fewestSamples && mean > 0 && mean >= limit
    }
    lightCount = numbers.names.count - tested.count
    logs = tested.flatMap { row in
      zip(numbers.row(row), factors).map {
        Mathematics.logarithm($0 / measure.sample / $1 + 0.5)
      }
    }
    moderated = ModeratedTest(
      logs: logs, means: tested.map { means[$0] }, input.design,
      minimumChange: settings.minimumChange)
    total = Self.total(input, self.factors)
    rows = makeRows(tested, numbers, means, input)
  }

  private func makeRows(
    _ tested: [Int], _ numbers: RunNumbers, _ means: [Double], _ input: RunInput
  ) -> [RunComparison.Row] {
    let rates = BenjaminiHochberg.adjusted(moderated.rows.map(\.probability))
    let count = input.before.count
    let made = tested.indices.map { index in
      let (row, found) = (tested[index], moderated.rows[index])
      let values = numbers.row(row)
      let change = RunComparison.Change(values, factors.all, count, found)
      let isCalled = rates[index] <= input.settings.rate
      return RunComparison.Row(
        name: numbers.names[row],
        kind: isCalled ? change.kind(sample: input.measure.sample) : .unclear, change: change,
        rate: rates[index], samples: means[row].isFinite ? means[row] : nil,
        valuesBefore: Array(values.prefix(count)), valuesAfter: Array(values.dropFirst(count)))
    }
    return made.sorted(by: Self.precedes)
  }

  /// Those that are called first; then the larger change, and the name.
  private static func precedes(
    _ left: RunComparison.Row, _ right: RunComparison.Row
  ) -> Bool {
    if left.isCalled != right.isCalled { return left.isCalled }
    if left.largeness != right.largeness { return left.largeness > right.largeness }
    if left.name.name != right.name.name {
      return left.name.name.lexicographicallyPrecedes(right.name.name)
    }
    return (left.name.fingerprint?.bits ?? 0) < (right.name.fingerprint?.bits ?? 0)
  }

  /// The total shows what a scale by shares hides, so such a scale is not applied to it.
  private static func total(
    _ input: RunInput, _ factors: RunInput.Factors
  ) -> RunComparison.Change {
    let totals = input.sources.map { Double($0.total) }
    let scales = factors.scale.keepsTotal ? factors.all : factors.all.map { _ in 1 }
    let logs = zip(totals, scales).map { total, scale in
      Mathematics.logarithm(total / input.measure.sample / scale + 0.5)
    }
    let test = ModeratedTest(
      logs: logs, means: [.infinity], input.design, minimumChange: input.settings.minimumChange,
      isModerated: false)
    return RunComparison.Change(totals[...], scales, input.before.count, test.rows[0])
  }

  private static func meanSamples(_ sources: [RunSource], _ factors: [Double]) -> Double? {
    let counts = sources.compactMap(\.samples)
    guard counts.count == sources.count, !counts.isEmpty else { return nil }
    return zip(counts, factors).reduce(0) { $0 + $1.0 / $1.1 } / Double(counts.count)
  }
}

extension RunNumbers {
  /// The mean of a row, each run divided by its factor.
  fileprivate func meanValue(_ row: Int, _ factors: [Double]) -> Double {
    zip(self.row(row), factors).reduce(0) { $0 + $1.0 / $1.1 } / Double(width)
  }
}

extension RunComparison.Change {
  /// - `count`: the number of values on the side before.
  fileprivate init(
    _ values: ArraySlice<Double>, _ factors: [Double], _ count: Int, _ found: ModeratedTest.Row
  ) {
    let scaled = zip(values, factors).map { $0 / $1 }
    let (x, y) = (scaled.prefix(count), scaled.dropFirst(count))
    self.init(
      before: x.reduce(0, +) / Double(x.count), after: y.reduce(0, +) / Double(y.count),
      effect: Mathematics.exponential(found.effect) - 1,
      low: Mathematics.exponential(found.low) - 1,
      high: Mathematics.exponential(found.high) - 1, probability: found.probability)
  }

  /// The kind of a change.
  ///
  /// - `sample`: the value of one sample.
  fileprivate func kind(sample: Double) -> RunComparison.Kind {
    let enough = RunComparison.fewestSamples * sample
    if before == 0, after >= enough { return .new }
    if after == 0, before >= enough { return .gone }
    return effect > 0 ? .grown : .shrunk
  }
}
