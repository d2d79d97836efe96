package import ProfileModel

/// Collects profiles one after the other, each a run or a part of one, and keeps a row of numbers for each.
package struct RunCollector {
  package let settings: RunSettings
  /// Messages about profiles, with the number of profiles that each is about.
  private var said: [(message: String, count: Int)] = []
  private var profileCount = 0
  private var rows = RunMatrix()
  /// The functions by what they have themselves, which the typical scale goes by.
  private var functions = RunMatrix()
  private(set) var before: [CollectedRun] = []
  private(set) var after: [CollectedRun] = []
  private var first: First?

  /// What all runs must share with the first.
  private struct First {
    let name: String
    let measure: RunMeasure
    let period: ComparedSource.Period
    let hidesRuntime: Bool
  }

  package init(_ settings: RunSettings) { self.settings = settings }

  /// Adds a profile, which has been completed and not filtered.
  ///
  /// - `instance`: the run that the profile is a part of; nil if it is a whole run.
  package mutating func add(
    _ profile: consuming Profile, from origin: RunOrigin, isBefore: Bool
  ) throws {
    let view = try settings.query.prepare(profile)
    count(view.messages)
    let measure = try agreed(view, origin)
    guard view.total != 0 else { throw error(origin, .empty(type: measure.name)) }
    guard !view.weights.values.contains(where: { $0 < 0 }) else { throw error(origin, .negative) }
    let ratio = UnitConversion.ratio(from: measure.unit, to: first?.measure.unit ?? measure.unit)
    let values = view.weights.scaled(by: ratio)
    let weights = PairWeights(before: values, after: basis(measure, view.profile))
    let total = weights.total
    let run = CollectedRun(
      source: RunSource(
        origin, view.profile, total: total.before, samples: samples(total, measure, ratio)),
      rows: collect(view, weights, measure), functions: takeFunctions(), instance: nil)
    if let other = (isBefore ? before : after).first(where: run.isCertainly) {
      throw error(origin, .twice(as: other.source.name))
    }
    if isBefore { before.append(run) } else { after.append(run) }
  }

  private var pending = RunMatrix.Run()

  private mutating func takeFunctions() -> RunMatrix.Run {
    defer { pending = RunMatrix.Run() }
    return pending
  }

  private func error(_ origin: RunOrigin, _ reason: RunsError.Reason) -> RunsError {
    .run(name: origin.name, reason)
  }

  private mutating func count(_ messages: [String]) {
    profileCount += 1
    for message in messages {
      if let index = said.firstIndex(where: { $0.message == message }) {
        said[index].count += 1
      } else {
        said.append((message, 1))
      }
    }
  }

  /// What there is to say of the profiles and the filters, a sentence each.
  package var messages: [String] {
    said.map { message, count in
      count == profileCount ? message : "\(message) (in \(count) of \(profileCount) profiles)"
    }
  }

  private func basis(_ measure: RunMeasure, _ profile: borrowing Profile) -> SampleWeights {
    guard case .column(let column, _) = measure.basis else {
      return SampleWeights(zeros: profile.sampleTable.count)
    }
    return SampleWeights(of: profile, column: column)
  }

  private func samples(_ total: ValuePair, _ measure: RunMeasure, _ ratio: Double) -> Double? {
    switch measure.basis {
    case .values: Double(total.before) / (measure.sample * ratio)
    case .column(_, let one): Double(total.after) / one
    case .unknown: nil
    }
  }
}

// MARK: - Rows of numbers

extension RunCollector {
  private mutating func collect(
    _ view: ProfileView, _ weights: PairWeights, _ measure: RunMeasure
  ) -> RunMatrix.Run {
    let made = ComparisonRows(view, weights).rows(by: settings.dimension, settings.nodes)
    let hasBasis = measure.hasBasis
    var run = RunMatrix.Run()
    for row in made {
      let pair = settings.isFlat ? row.flat : row.cum ?? row.flat
      run.put(pair.before, basis: hasBasis ? pair.after : nil, at: rows.index(of: row))
    }
    guard scale == .typical else { return run }
    let functions =
      settings.dimension == .function
      ? made : ComparisonRows(view, weights).rows(by: .function, settings.nodes)
    for row in functions where row.flat.before != 0 {
      let index = self.functions.index(of: row)
      pending.put(row.flat.before, basis: hasBasis ? row.flat.after : nil, at: index)
    }
    return run
  }

  /// What runs are divided by.
  var scale: RunScale { settings.scale ?? .usual(for: first?.measure.name ?? "") }

  /// The sample type of a profile, which must be that of the first.
  private mutating func agreed(
    _ view: borrowing ProfileView, _ origin: RunOrigin
  ) throws(RunsError) -> RunMeasure {
    let measure = RunMeasure(view.sampleType, of: view.profile)
    let period = ComparedSource.Period(of: view.profile)
    guard let first else {
      self.first = First(
        name: origin.name, measure: measure, period: period, hidesRuntime: origin.hidesRuntime)
      return measure
    }
    guard measure.name == first.measure.name,
      UnitConversion.isPossible(measure.unit, first.measure.unit)
    else { throw error(origin, .type(measure.text, first: first.measure.text)) }
    guard period.isEqual(to: first.period) else {
      throw error(origin, .period(period.text, first: first.period.text))
    }
    guard origin.hidesRuntime == first.hidesRuntime else {
      throw error(origin, .form(hides: origin.hidesRuntime, first: first.name))
    }
    return measure
  }
}

// MARK: - The result

extension RunCollector {
  /// Assigns an instance to each profile, in the order of adding: profiles of one instance are one run.
  package mutating func sum(instancesBefore: [String], instancesAfter: [String]) {
    before = Self.summed(before, instancesBefore)
    after = Self.summed(after, instancesAfter)
  }

  private static func summed(_ runs: [CollectedRun], _ instances: [String]) -> [CollectedRun] {
    var indices: [String: Int] = [:]
    var summed: [CollectedRun] = []
    for (run, instance) in zip(runs, instances) {
      if let index = indices[instance] {
        summed[index].add(run)
      } else {
        indices[instance] = summed.count
        summed.append(run)
        summed[summed.count - 1].instance = instance
      }
    }
    return summed
  }

  /// Compares the runs.
  package func comparison() throws(RunsError) -> RunComparison {
    for (isBefore, runs) in [(true, before), (false, after)]
    where runs.count < settings.fewestRuns {
      throw .tooFew(isBefore: isBefore, count: runs.count, fewest: settings.fewestRuns)
    }
    guard !settings.isPaired || before.count == after.count else {
      throw .pairs(before: before.count, after: after.count)
    }
    let measure = first.map { $0.measure } ?? RunMeasure.nothing
    let input = RunInput(
      settings, measure, scale, before: before.sorted(), after: after.sorted(), rows, functions)
    return try RunComparison(input)
  }
}

/// A run as it was collected.
struct CollectedRun {
  var source: RunSource
  var rows: RunMatrix.Run
  var functions: RunMatrix.Run
  /// The run it is a part of; nil for a whole run.
  var instance: String?

  /// Whether both tell the same time and the same numbers: no two runs do.
  func isCertainly(_ other: CollectedRun) -> Bool {
    source.timeNanos != 0 && source.timeNanos == other.source.timeNanos && hasNumbers(of: other)
  }

  func hasNumbers(of other: CollectedRun) -> Bool {
    source.total == other.source.total && rows.values == other.rows.values
  }

  mutating func add(_ other: CollectedRun) {
    source.add(other.source)
    rows.add(other.rows)
    functions.add(other.functions)
  }
}

extension [CollectedRun] {
  /// By time, or by name if a time is not known.
  func sorted() -> [CollectedRun] {
    let isTimed = allSatisfy { $0.source.timeNanos != 0 }
    return sorted { left, right in
      let (mine, theirs) = (left.source.timeNanos, right.source.timeNanos)
      if isTimed, mine != theirs { return mine < theirs }
      return SnapshotName.precedes([UInt8](left.source.name.utf8), [UInt8](right.source.name.utf8))
    }
  }
}

extension RunMeasure {
  fileprivate var hasBasis: Bool { if case .column = basis { true } else { false } }
  fileprivate var text: String { unit.isEmpty ? name : "\(name) in \(unit)" }
}

extension UnitConversion {
  /// The factor from one unit to another.
  fileprivate static func ratio(from: String, to: String) -> Double {
    from == to ? 1 : UnitConversion(from: from, to: to).converted(1).value
  }
}

extension SampleWeights {
  /// Weights of samples that count for nothing.
  fileprivate init(zeros count: Int) { self.init(values: [Int64](repeating: 0, count: count)) }

  fileprivate func scaled(by ratio: Double) -> SampleWeights {
    guard ratio != 1 else { return self }
    return SampleWeights(
      values: values.map { Int64(clamping: (Double($0) * ratio).rounded()) })
  }
}

extension ComparedSource.Period {
  fileprivate init(of profile: borrowing Profile) {
    value = profile.header.period
    type = profile.strings[profile.header.periodType.type]
    unit = profile.strings[profile.header.periodType.unit]
  }

  fileprivate func isEqual(to other: ComparedSource.Period) -> Bool {
    guard type == other.type, UnitConversion.isPossible(unit, other.unit) else { return false }
    let ratio = UnitConversion.ratio(from: unit, to: other.unit)
    return (Double(value) * ratio - Double(other.value)).magnitude <= 1e-6
      * Double(other.value).magnitude
  }

  fileprivate var text: String {
    let text = ValueText(unit).text(value)
    return Int64(text) == nil ? text : "\(text) \(type)"
  }
}
