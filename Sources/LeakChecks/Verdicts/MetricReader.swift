internal import ProfileAnalysis

/// Reads a metric from the snapshots of its group.
struct MetricReader {
  let source: MetricSource
  let grouping: Grouping?
  let suppressions: [ActiveSuppression]
  /// The fingerprints that are not new; empty unless the metric asks for new ones.
  private let known: Set<Fingerprint>
  /// Whether a baseline may have had more of them than it shows.
  private let mayKnowMore: Bool

  init(_ source: MetricSource, per grouping: Grouping?, _ suppressions: [ActiveSuppression] = []) {
    self.source = source
    self.grouping = grouping
    self.suppressions = suppressions
    let baselines = source.kind == .newStacks ? source.group.baselines : []
    let subjects = baselines.compactMap(source.profile)
    known = Set(subjects.flatMap(\.usedFingerprints))
    mayKnowMore = subjects.contains(where: \.isOpenEnded)
  }

  /// The metric in the newest snapshot; nil when the snapshot does not have it.
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

  /// The mean of the baselines; nil when there is none.
  func baseline() -> Tally? {
    let tallies = source.group.baselines.compactMap { measurer(for: $0)?.tally() }
    guard !tallies.isEmpty else { return nil }
    var mean = Tally()
    for group in Set(tallies.flatMap(\.amounts.keys)) {
      mean.amounts[group] = Amount.mean(tallies.map { $0.amount(of: group) })
    }
    for tally in tallies { mean.groups.formUnion(tally.groups) }
    return mean
  }

  /// The metric without selector and groups in the newest snapshot.
  func total() -> Amount? { newestMeasurer()?.total() }

  /// What measures the newest snapshot; for stacks that are gone, what measures the baseline.
  func newestMeasurer() -> Measurer? {
    source.group.snapshots.last.flatMap(measurer)
  }

  /// What measures a snapshot; nil when the snapshot does not have the metric.
  func measurer(for snapshot: Snapshot) -> Measurer? {
    guard let subject = source.profile(in: snapshot) else { return nil }
    var measurer = Measurer(
      source: source, subject: subject, grouping: grouping, suppressions: suppressions)
    measurer.excluded = known
    measurer.mayExcludeMore = mayKnowMore
    return measurer
  }

  private func tally(_ measurer: Measurer) -> Tally? {
    guard source.kind == .goneStacks else { return measurer.tally() }
    return gone(from: measurer.subject)
  }

  // MARK: Stacks against the baseline

  /// Whether the metric needs a baseline that is not there.
  var lacksBaseline: Bool {
    (source.kind == .newStacks || source.kind == .goneStacks) && source.group.baselines.isEmpty
  }

  /// What measures the stacks that only the baseline has.
  func goneMeasurer() -> Measurer? {
    guard let newest = source.group.snapshots.last.flatMap(source.profile) else { return nil }
    return source.group.baselines.last.flatMap { measurer(ofGone: $0, after: newest) }
  }

  /// The stacks that only baselines have, each counted once.
  private func gone(from subject: MeasuredProfile) -> Tally? {
    var union = Tally(amounts: grouping == nil ? ["": Amount()] : [:])
    var seen = Set(subject.usedFingerprints)
    for snapshot in source.group.baselines {
      guard var measurer = measurer(ofGone: snapshot, after: subject) else { return nil }
      measurer.excluded = seen
      let tally = measurer.tally()
      union.groups.formUnion(tally.groups)
      for (group, amount) in tally.amounts {
        union.amounts[group, default: Amount()].sure += amount.sure
        union.amounts[group, default: Amount()].possible += amount.possible
      }
      seen.formUnion(measurer.subject.usedFingerprints)
    }
    return union
  }

  private func measurer(ofGone baseline: Snapshot, after newest: MeasuredProfile) -> Measurer? {
    guard var measurer = measurer(for: baseline) else { return nil }
    measurer.excluded = Set(newest.usedFingerprints)
    measurer.mayExcludeMore = newest.isOpenEnded
    return measurer
  }
}

extension MeasuredProfile {
  /// The fingerprints of stacks that samples have.
  var usedFingerprints: [Fingerprint] {
    (0..<profile.samples.count).map(fingerprint)
  }
}
