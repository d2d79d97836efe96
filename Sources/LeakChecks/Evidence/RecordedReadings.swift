import ProfileAnalysis

/// What a metric was in a profile when it was read.
struct RecordedReading: Sendable {
  /// The values of its groups, and the whole, or nothing: in lists, since optionals take their room always, 80 bytes for
  /// each rule and profile.
  private let tallies: [Tally]
  private let totals: [Amount]
  private let amount: Amount
  /// The suppressions that were left out, and how surely.
  let suppressions: [ActiveSuppression]
  /// What the samples of each suppression make, by its id.
  let sums: [String: Amount]

  init(
    _ tally: Tally, total: Amount?, _ suppressions: [ActiveSuppression], _ sums: [String: Amount],
    isGrouped: Bool
  ) {
    tallies = isGrouped ? [tally] : []
    amount = tally.amount(of: .all)
    totals = total.map { [$0] } ?? []
    self.suppressions = suppressions
    self.sums = sums
  }

  /// The values of all groups.
  var values: Tally { tallies.first ?? Tally(whole: amount) }
  /// The metric without its selector, where the rule asks for that.
  var total: Amount? { totals.first }
}

/// All that was measured in a profile when it was read.
struct RecordedReadings: Sendable {
  private var plan = MeasurePlan()
  private var readings: [RecordedReading?] = []
  /// A bit for each selector that a sample matches, or may.
  private var matched: UInt64 = 0

  init(
    _ profile: MeasuredProfile, _ types: [MeasuredProfile.SampleType], _ plan: MeasurePlan,
    _ group: String
  ) {
    guard !plan.items.isEmpty else { return }
    self.plan = plan
    readings = plan.items.map { Self.reading($0, profile, types, group) }
    for (bit, selector) in plan.selectors.enumerated() where profile.isMatched(selector) {
      matched |= 1 << UInt64(bit)
    }
    plan.names.add(profile)
  }

  func reading(_ metric: Metric, _ grouping: SampleDimension?, rule: String) -> RecordedReading? {
    guard !readings.isEmpty else { return nil }
    return plan.places[plan.key(metric, grouping, rule: rule)].flatMap { readings[$0] }
  }

  /// Nil if that was not looked at.
  func isMatched(_ selector: SampleSelector) -> Bool? {
    plan.bits[selector.description].map { matched >> UInt64($0) & 1 == 1 }
  }

  /// Nil for what only several profiles together tell, and for what the profile does not have.
  private static func reading(
    _ item: MeasurePlan.Item, _ profile: MeasuredProfile, _ types: [MeasuredProfile.SampleType],
    _ group: String
  ) -> RecordedReading? {
    let own = ProfileGroup(name: group, types: types, snapshots: [])
    guard let source = MetricLookup.source(of: item.metric, in: own),
      !source.kind.isAgainstBaseline
    else { return nil }
    var measurer = Measurer(
      source: source, subject: profile, grouping: nil, suppressions: [])
    var (active, sums): ([ActiveSuppression], [String: Amount]) = ([], [:])
    for suppression in item.suppressions {
      let sum = measurer.sum(of: suppression.match)
      sums[suppression.id] = sum
      if let use = ActiveSuppression(suppression, sum, source.dimension) { active.append(use) }
    }
    measurer = Measurer(
      source: source, subject: profile, grouping: item.grouping, suppressions: active)
    return RecordedReading(
      measurer.tally(), total: item.needsTotal ? measurer.total() : nil, active, sums,
      isGrouped: item.grouping != nil)
  }
}
