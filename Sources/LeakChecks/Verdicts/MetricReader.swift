import ProfileAnalysis

/// Reads a metric from the snapshots of its group.
struct MetricReader {
  let source: MetricSource
  let grouping: SampleDimension?
  let suppressions: [ActiveSuppression]
  /// The snapshot that is judged: the newest, unless another is asked for.
  var snapshot: Snapshot?
  /// The stacks that are not new; empty unless the metric asks for new ones.
  private let known: Set<StackKey>
  /// Whether a baseline may have had more of them than it shows.
  private let mayKnowMore: Bool

  /// Where records have what was measured when profiles were read; nil if that was not.
  private let index: Int?
  /// Whether a profile that saw nothing means 0.
  private let takesNothingAsZero: Bool

  /// Reads a metric for a rule.
  init(_ source: MetricSource, _ rule: Rule, _ suppressions: [ActiveSuppression] = []) {
    self.init(
      source, per: rule.per, suppressions, rule: rule.id, takesNothingAsZero: rule.isOptional)
  }

  init(
    _ source: MetricSource, per grouping: SampleDimension?,
    _ suppressions: [ActiveSuppression] = [],
    rule: String? = nil, takesNothingAsZero: Bool = false
  ) {
    self.source = source
    self.grouping = grouping
    self.suppressions = suppressions
    let first = (source.group.snapshots.last ?? source.group.baselines.last)?.first
    index = rule.flatMap { first?.index(of: source.metric, grouping, rule: $0) }
    self.takesNothingAsZero = takesNothingAsZero
    snapshot = source.group.snapshots.last
    let baselines = source.kind == .newStacks ? source.group.baselines : []
    let profiles = baselines.compactMap(source.profile).map { $0.opened() }
    known = Set(profiles.flatMap(\.usedKeys))
    mayKnowMore = profiles.contains {
      $0.isOpenEnded && !(takesNothingAsZero && $0.sawNothing) || $0.hasOpenStacks
        || $0.lostNames != nil
    }
  }

  /// The same for another snapshot.
  func judging(_ snapshot: Snapshot?) -> MetricReader {
    var reader = self
    reader.snapshot = snapshot
    return reader
  }

  /// The metric in the judged snapshot; nil when the snapshot does not have it.
  func newest() -> Tally? { snapshot.flatMap(tally) }

  /// The metric in every snapshot, the oldest first; nil when one does not have it.
  func series() -> [Tally]? {
    var tallies: [Tally] = []
    for snapshot in source.group.snapshots {
      guard let tally = tally(snapshot) else { return nil }
      tallies.append(tally)
    }
    return tallies
  }

  /// The whole of the metric in every snapshot, the oldest first; nil when one does not have it.
  func amounts() -> [Amount]? {
    var amounts: [Amount] = []
    amounts.reserveCapacity(source.group.snapshots.count)
    for snapshot in source.group.snapshots {
      guard let amount = recordedAmount(snapshot) ?? tally(snapshot)?.amount(of: .all) else {
        return nil
      }
      amounts.append(amount)
    }
    return amounts
  }

  /// What was measured when the snapshot was read, if it is one amount.
  private func recordedAmount(_ snapshot: Snapshot) -> Amount? {
    guard let index, suppressions.isEmpty, let record = source.profile(in: snapshot),
      !(takesNothingAsZero && record.sawNothing)
    else { return nil }
    return record.amount(at: index)
  }

  /// The median of the baselines; nil if there is none.
  func baseline() -> Tally? {
    Tally.median(
      source.group.baselines.compactMap { recorded($0)?.values ?? measurer(for: $0)?.tally() })
  }

  /// The metric without selector and groups in the judged snapshot.
  func total() -> Amount? {
    snapshot.flatMap(recorded)?.total ?? newestMeasurer()?.total()
  }

  /// What was measured when the snapshot was read; nil if that was not, or if other samples are left out now.
  private func recorded(_ snapshot: Snapshot) -> RecordedReading? {
    let reading = recordedAtAll(snapshot)
    return reading?.suppressions == suppressions ? reading : nil
  }

  private func recordedAtAll(_ snapshot: Snapshot) -> RecordedReading? {
    guard let index, let record = source.profile(in: snapshot),
      !(takesNothingAsZero && record.sawNothing)
    else { return nil }
    return record.reading(at: index)
  }

  /// The sum of a suppression's samples in a snapshot.
  func sum(of suppression: Suppression, in snapshot: Snapshot) -> Amount? {
    recordedAtAll(snapshot)?.sums[suppression.id]
      ?? MetricReader(source, per: nil).measurer(for: snapshot)?.sum(of: suppression.match)
  }

  /// What measures the judged snapshot; nil when the snapshot does not have the metric.
  func newestMeasurer() -> Measurer? { snapshot.flatMap(measurer) }

  /// What measures a snapshot; nil when the snapshot does not have the metric.
  func measurer(for snapshot: Snapshot) -> Measurer? {
    guard let measured = source.profile(in: snapshot)?.opened() else { return nil }
    var measurer = Measurer(
      source: source, measured: measured, grouping: grouping, suppressions: suppressions)
    measurer.excluded = known
    measurer.mayExcludeMore = mayKnowMore
    measurer.takesNothingAsZero = takesNothingAsZero
    return measurer
  }

  /// Whether a sample of any snapshot or baseline has a label.
  func hasLabel(_ key: String) -> Bool {
    (source.group.snapshots + source.group.baselines).compactMap(source.profile).contains {
      $0.hasLabel(key)
    }
  }

  private func tally(_ snapshot: Snapshot) -> Tally? {
    if let recorded = recorded(snapshot) { return recorded.values }
    guard let measurer = measurer(for: snapshot) else { return nil }
    guard source.kind == .goneStacks else { return measurer.tally() }
    return gone(from: measurer.measured)
  }

  // MARK: Against the baseline

  /// Whether a value is made of the baselines too.
  func comparesBaseline(for function: MeasureFunction?) -> Bool {
    function?.needsBaseline == true || source.kind.isAgainstBaseline
  }

  /// A baseline that is the judged snapshot itself, whatever its name; nil if there is none.
  var baselineThatIsChecked: String? {
    guard let newest = snapshot.flatMap(source.profile) else { return nil }
    return source.group.baselines.compactMap(source.profile).first { $0.isSame(as: newest) }?.name
  }

  /// Whether the metric needs a baseline that is not there.
  var lacksBaseline: Bool {
    source.kind.isAgainstBaseline && source.group.baselines.isEmpty
  }

  /// What measures the stacks that only the baseline has.
  func goneMeasurer() -> Measurer? {
    guard let newest = snapshot.flatMap(source.profile)?.opened() else { return nil }
    return source.group.baselines.last.flatMap { measurer(ofGone: $0, after: newest) }
  }

  /// The stacks that only baselines have, each counted once.
  private func gone(from measured: MeasuredProfile) -> Tally? {
    var union = grouping == nil ? Tally(ofProcess: Amount()) : Tally()
    var seen = measured.usedKeys
    for snapshot in source.group.baselines {
      guard var measurer = measurer(ofGone: snapshot, after: measured) else { return nil }
      measurer.excluded = seen
      union.add(measurer.tally())
      seen.formUnion(measurer.measured.usedKeys)
    }
    return union
  }

  private func measurer(ofGone baseline: Snapshot, after newest: MeasuredProfile) -> Measurer? {
    guard var measurer = measurer(for: baseline) else { return nil }
    measurer.excluded = newest.usedKeys
    measurer.mayExcludeMore =
      newest.isOpenEnded && !(takesNothingAsZero && newest.sawNothing) || newest.hasOpenStacks
    return measurer
  }
}
