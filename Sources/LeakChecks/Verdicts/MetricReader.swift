import ProfileAnalysis

/// Reads a metric from the snapshots of its group.
struct MetricReader {
  let source: MetricSource
  let grouping: Grouping?
  let suppressions: [ActiveSuppression]
  /// The snapshot that is judged: the newest, unless another is asked for.
  var snapshot: Snapshot?
  /// The fingerprints that are not new; empty unless the metric asks for new ones.
  private let known: Set<Fingerprint>
  /// Whether a baseline may have had more of them than it shows.
  private let mayKnowMore: Bool

  init(_ source: MetricSource, per grouping: Grouping?, _ suppressions: [ActiveSuppression] = []) {
    self.source = source
    self.grouping = grouping
    self.suppressions = suppressions
    snapshot = source.group.snapshots.last
    let baselines = source.kind == .newStacks ? source.group.baselines : []
    let subjects = baselines.compactMap(source.profile)
    known = Set(subjects.flatMap(\.usedFingerprints))
    mayKnowMore = subjects.contains { $0.isOpenEnded || $0.hasOpenStacks }
  }

  /// The same for another snapshot.
  func judging(_ snapshot: Snapshot?) -> MetricReader {
    var reader = self
    reader.snapshot = snapshot
    return reader
  }

  /// The metric in the judged snapshot; nil when the snapshot does not have it.
  func newest() -> Tally? { newestMeasurer().flatMap(tally) }

  /// The metric in every snapshot, the oldest first; nil when one does not have it.
  func series() -> [Tally]? {
    var tallies: [Tally] = []
    for snapshot in source.group.snapshots {
      guard let measurer = measurer(for: snapshot) else { return nil }
      guard let tally = tally(measurer) else { return nil }
      tallies.append(tally)
    }
    return tallies
  }

  /// The median of the baselines; nil when there is none.
  func baseline() -> Tally? {
    Tally.median(source.group.baselines.compactMap { measurer(for: $0)?.tally() })
  }

  /// The metric without selector and groups in the judged snapshot.
  func total() -> Amount? { newestMeasurer()?.total() }

  /// What measures the judged snapshot; for stacks that are gone, what measures the baseline.
  func newestMeasurer() -> Measurer? { snapshot.flatMap(measurer) }

  /// What measures a snapshot; nil when the snapshot does not have the metric.
  func measurer(for snapshot: Snapshot) -> Measurer? {
    guard let subject = source.profile(in: snapshot) else { return nil }
    var measurer = Measurer(
      source: source, subject: subject, grouping: grouping, suppressions: suppressions)
    measurer.excluded = known
    measurer.mayExcludeMore = mayKnowMore
    return measurer
  }

  /// Whether a sample of any snapshot or baseline has a label.
  func hasLabel(_ key: String) -> Bool {
    (source.group.snapshots + source.group.baselines).compactMap(source.profile).contains {
      $0.hasLabel(key)
    }
  }

  private func tally(_ measurer: Measurer) -> Tally? {
    guard source.kind == .goneStacks else { return measurer.tally() }
    return gone(from: measurer.subject)
  }

  // MARK: Against the baseline

  /// Whether a value is made of the baselines too.
  func comparesBaseline(for function: MeasureFunction?) -> Bool {
    function?.needsBaseline == true || source.kind.isAgainstBaseline
  }

  /// A baseline that is the judged snapshot itself, under whatever name; nil when there is none.
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
    guard let newest = snapshot.flatMap(source.profile) else { return nil }
    return source.group.baselines.last.flatMap { measurer(ofGone: $0, after: newest) }
  }

  /// The stacks that only baselines have, each counted once.
  private func gone(from subject: MeasuredProfile) -> Tally? {
    var union = Tally(amounts: grouping == nil ? [.all: Amount()] : [:])
    var seen = subject.usedFingerprints
    for snapshot in source.group.baselines {
      guard var measurer = measurer(ofGone: snapshot, after: subject) else { return nil }
      measurer.excluded = seen
      union.add(measurer.tally())
      seen.formUnion(measurer.subject.usedFingerprints)
    }
    return union
  }

  private func measurer(ofGone baseline: Snapshot, after newest: MeasuredProfile) -> Measurer? {
    guard var measurer = measurer(for: baseline) else { return nil }
    measurer.excluded = newest.usedFingerprints
    measurer.mayExcludeMore = newest.isOpenEnded || newest.hasOpenStacks
    return measurer
  }
}
