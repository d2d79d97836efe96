import ProfileAnalysis

/// A metric's reading, made while the profile was read.
struct RecordedReading: Sendable {
  /// The values of all groups.
  let values: Tally
  /// The metric without its selector, where the rule asks for that.
  let total: Amount?
  /// The suppressions that were left out, and how surely.
  let suppressions: [ActiveSuppression]
  /// The sum of each suppression's samples, by its id.
  let sums: [String: Amount]
}

/// All that was measured in a profile when it was read.
///
/// Most readings are one number, which is exact: those are kept as numbers alone, in eight bytes where a reading takes a hundred.
struct RecordedReadings: Sendable {
  /// How a reading is kept.
  enum Shape: UInt8, Hashable, Sendable {
    /// No reading: it needs several profiles together, or the profile does not have the metric.
    case none
    /// One number: what surely matches is all that may.
    case exact
    /// The certain matches, the possible ones, and the weight of a sampled event.
    case interval
    /// The same two with those of the metric without its selector behind them.
    case exactOfTotal, intervalOfTotal
    /// With groups or suppressions.
    case whole

    init(isExact: Bool, hasTotal: Bool) {
      self =
        isExact ? (hasTotal ? .exactOfTotal : .exact) : hasTotal ? .intervalOfTotal : .interval
    }

    /// How many numbers an amount of it is.
    var width: Int { self == .exact || self == .exactOfTotal ? 1 : 3 }
    var hasTotal: Bool { self == .exactOfTotal || self == .intervalOfTotal }

    /// How many numbers it takes.
    var count: Int { self == .none || self == .whole ? 0 : hasTotal ? 2 * width : width }
  }

  /// How each is kept; profiles of one kind mostly share the list.
  private var shapes: [Shape] = []
  private var numbers: [Double] = []
  private var whole: [RecordedReading] = []
  /// A bit for each selector that a sample matches, that one may match, and that one does not match.
  private var matched: UInt64 = 0
  private var possible: UInt64 = 0
  private var refused: UInt64 = 0

  init(
    _ profile: MeasuredProfile, _ group: InstanceSorter.GroupKey, _ plan: MeasurePlan
  ) {
    guard !plan.items.isEmpty else { return }
    var shapes: [Shape] = []
    numbers.reserveCapacity(plan.items.count)
    for item in plan.items { shapes.append(keep(Self.reading(item, profile, group), item)) }
    self.shapes = plan.names.shared(shapes)
    for (bit, selector) in plan.selectors.enumerated() {
      let answers = profile.answers(selector)
      if answers.contains(.yes) { matched |= 1 << UInt64(bit) }
      if answers.contains(.maybe) { possible |= 1 << UInt64(bit) }
      if answers.contains(.no) { refused |= 1 << UInt64(bit) }
    }
    plan.names.add(profile)
  }

  private mutating func keep(_ reading: RecordedReading?, _ item: MeasurePlan.Item) -> Shape {
    guard let reading else { return .none }
    guard item.grouping == nil, item.suppressions.isEmpty else {
      whole.append(reading)
      return .whole
    }
    let amounts = [reading.values.amount(of: .all)] + [reading.total].compactMap { $0 }
    let isExact = amounts.allSatisfy { $0.sure == $0.possible && $0.rate == 0 }
    for amount in amounts {
      numbers += isExact ? [amount.sure] : [amount.sure, amount.possible, amount.rate]
    }
    return Shape(isExact: isExact, hasTotal: amounts.count == 2)
  }

  /// A reading by its index in the plan.
  subscript(index: Int) -> RecordedReading? {
    guard shapes.indices.contains(index) else { return nil }
    if shapes[index] == .whole { return whole[shapes[..<index].count { $0 == .whole }] }
    return amount(at: index).map { amount in
      RecordedReading(
        values: Tally(whole: amount), total: self.amount(at: index, isTotal: true),
        suppressions: [], sums: [:])
    }
  }

  /// A reading that is one amount, or the metric without its selector where that is kept; nil for any other.
  func amount(at index: Int, isTotal: Bool = false) -> Amount? {
    guard shapes.indices.contains(index) else { return nil }
    let shape = shapes[index]
    guard shape.count > 0, shape.hasTotal || !isTotal else { return nil }
    let start = shapes[..<index].reduce(isTotal ? shape.width : 0) { $0 + $1.count }
    guard shape.width == 3 else { return Amount(sure: numbers[start], possible: numbers[start]) }
    return Amount(sure: numbers[start], possible: numbers[start + 1], rate: numbers[start + 2])
  }

  /// What the samples answer to a selector; nil if nothing was looked at.
  func answers(bit: Int) -> Set<Certainty>? {
    guard !shapes.isEmpty else { return nil }
    let all: [(bits: UInt64, answer: Certainty)] = [
      (matched, .yes), (possible, .maybe), (refused, .no),
    ]
    return Set(all.filter { $0.bits >> UInt64(bit) & 1 == 1 }.map(\.answer))
  }

  /// Nil for what only several profiles together tell, and for what the profile does not have.
  private static func reading(
    _ item: MeasurePlan.Item, _ profile: MeasuredProfile, _ group: InstanceSorter.GroupKey
  ) -> RecordedReading? {
    let own = ProfileGroup(name: group.name, types: group.types, snapshots: [])
    guard let source = MetricLookup.source(of: item.metric, in: own),
      !source.kind.isAgainstBaseline
    else { return nil }
    var measurer = Measurer(
      source: source, measured: profile, grouping: nil, suppressions: [])
    var (active, sums): ([ActiveSuppression], [String: Amount]) = ([], [:])
    for suppression in item.suppressions {
      let sum = measurer.sum(of: suppression.match)
      sums[suppression.id] = sum
      if let use = ActiveSuppression(suppression, sum, source.dimension) { active.append(use) }
    }
    measurer = Measurer(
      source: source, measured: profile, grouping: item.grouping, suppressions: active)
    return RecordedReading(
      values: measurer.tally(), total: item.needsTotal ? measurer.total() : nil,
      suppressions: active, sums: sums)
  }
}
