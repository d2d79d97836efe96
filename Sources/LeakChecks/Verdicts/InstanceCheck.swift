import ProfileAnalysis
import ProfileStatistics

/// Checks a rule on one instance.
struct InstanceCheck {
  let rule: Rule
  let instance: CheckedInstance
  /// Its index among the snapshot set's instances.
  let number: Int
  let snapshotSet: SnapshotSet
  let suppressions: SuppressionIndex
  let now: Int64?
  /// The version or service that it is about, for a rule that distinguishes those; then the instance has nothing
  /// else.
  private(set) var part: String?
  private(set) var sources: [MetricSource] = []
  var active = SuppressionIndex.Active()

  init(
    rule: Rule, instance: CheckedInstance, number: Int, snapshotSet: SnapshotSet,
    suppressions: SuppressionIndex, now: Int64?
  ) {
    self.rule = rule
    self.instance = instance
    self.number = number
    self.snapshotSet = snapshotSet
    self.suppressions = suppressions
    self.now = now
  }

  /// The same for each version or service of the instance, for a rule that distinguishes those.
  ///
  /// Of one moment the instance is only what it is now.
  var parts: [InstanceCheck] {
    guard let grouping = rule.perPath else { return [self] }
    let layout = snapshotSet.layout
    let snapshots = instance.groups.flatMap(\.snapshots)
    let all = snapshots.map { grouping.value(in: layout?.facts(of: $0.first)) ?? PathGrouping.none }
    let now =
      (grouping == .version ? instance.version : instance.service) ?? PathGrouping.none
    return (isOfSeries ? Set(all).sorted() : [now]).map { value in
      var part = InstanceCheck(
        rule: rule, instance: instance.only(value, of: grouping, by: layout), number: number,
        snapshotSet: snapshotSet, suppressions: suppressions, now: self.now)
      part.part = value
      return part
    }
  }

  /// Whether an entry belongs to it.
  func isOf(_ entry: GroupVerdict) -> Bool {
    number == entry.position?.instance && (part == nil || part == entry.name)
  }

  /// Whether there is something to judge.
  enum Readiness {
    case ready(InstanceCheck)
    /// Nothing of it counts, and why.
    case leftOut(String, fails: Bool = false)
    case undecided(GroupVerdict)
  }

  /// The instance's name, where there are several.
  var title: String { snapshotSet.isOneInstance ? "" : instance.name }

  private var isOfSeries: Bool { rule.assertion.measure.isOfSeries }

  func readiness() throws(AssertionError) -> Readiness {
    if instance.isGone, !isOfSeries, !instance.hasNamedProfile {
      let message =
        "\(instance.name) is gone: its newest profile is much older than those of others"
      let fails = try failedAtItsEnd()
      return .leftOut(fails ? "\(message), and fails the rule" : message, fails: fails)
    }
    let sourced = try sourced()
    guard case .ready(var ready) = sourced else { return sourced }
    if let reason = ready.applyWindow() ?? ready.age { return .undecided(entry(.missing(reason))) }
    if rule.isBuiltIn, let message = ready.whyNotForIt {
      return .leftOut("\(instance.name): \(message)")
    }
    ready.active = suppressions.active(for: rule, in: [ready.sources[0]])
    return .ready(ready)
  }

  /// The check with where the rule's metrics are measured, or what it means that one is not there.
  private func sourced() throws(AssertionError) -> Readiness {
    var ready = self
    let lookup = MetricLookup(groups: instance.groups)
    for metric in rule.assertion.measure.metrics {
      switch try lookup.find(metric) {
      case .found(let source): ready.sources.append(source)
      case .missing(let reason): return without(metric, reason)
      }
    }
    return .ready(ready)
  }

  /// Whether the last that is known of an instance that is gone broke the rule.
  private func failedAtItsEnd() throws(AssertionError) -> Bool {
    guard rule.over != .sum, rule.assertion.measure.function != .outlier else { return false }
    guard case .ready(var ready) = try sourced() else { return false }
    ready.active = suppressions.active(for: rule, in: [ready.sources[0]])
    return ready.level().contains { $0.outcome == .fail }
  }

  /// Why a built-in rule does not apply to the instance: it has no series, or does not record leaks.
  private var whyNotForIt: String? {
    let snapshots = sources[0].group.snapshots
    if isOfSeries, snapshots.count < rule.series.minSnapshots {
      return "\(snapshots.count) snapshots are too few for a trend"
    }
    let tellsLeaks = snapshots.last.flatMap(sources[0].profile)?.knowsLeaks ?? false
    return sources[0].kind == .leaked && !tellsLeaks ? "nothing here marks leaked goroutines" : nil
  }

  private func entry(_ reason: OpenReason) -> GroupVerdict {
    var entry = GroupVerdict(undecided: reason, SampleGroup(name: part ?? ""))
    entry.origin = .init(instance: title)
    return entry
  }

  /// Without the rule's group an instance is undecided only if marks prove that it is a process of its own.
  private func without(_ metric: Metric, _ reason: String) -> Readiness {
    let other = snapshotSet.instances.first {
      MetricLookup(groups: $0.groups).source(of: metric) != nil
    }
    let message = "\(instance.name): \(reason)"
    if rule.isBuiltIn, !snapshotSet.isOneInstance { return .leftOut(message) }
    guard !snapshotSet.isOneInstance, instance.hasMarks, other?.hasMarks != false else {
      return snapshotSet.isOneInstance ? .undecided(entry(.missing(reason))) : .leftOut(message)
    }
    return .undecided(entry(.missing(reason)))
  }

  // MARK: Which snapshots count

  /// Leaves out what is older than the rule's window; why that cannot be done, if it cannot.
  private mutating func applyWindow() -> String? {
    guard let window = rule.window else { return nil }
    for index in sources.indices {
      guard sources[index].group.hasTimes else {
        return "times are not known, so the window cannot be applied"
      }
      let start = Double(snapshotSet.newest) - window.value
      sources[index].group.snapshots.removeAll { Double($0.timeNanos) <= start }
      if sources[index].group.snapshots.isEmpty {
        return "no snapshot lies within the window of \(window)"
      }
    }
    return nil
  }

  /// Five minutes, in nanoseconds.
  private static let clockDifference = 300e9

  /// Why its newest profile is too old; nil if it is not.
  private var age: String? {
    guard let maxAge = rule.maxAge, let now else { return nil }
    guard let newest = sources[0].group.snapshots.map(\.timeNanos).max(), newest > 0 else {
      return "times are not known, so max_age cannot be checked"
    }
    let age = Double(now) - Double(newest)
    // Clocks differ by minutes; a profile that is further ahead may be of any age.
    if age < -Self.clockDifference {
      return
        "the time of the newest profile is \(TimeText.span(-age)) in the future, so its age is unknown"
    }
    guard age > maxAge.value else { return nil }
    return "the newest profile is \(TimeText.span(age)) old; max_age is \(maxAge)"
  }

  // MARK: One moment

  /// Why its newest snapshot does not show what it is now; nil if it does.
  var staleness: String? {
    let group = sources[0].group
    guard instance.isStale(group) else { return nil }
    return "its newest \(group.name) profile is older than those of other kinds"
  }

  /// An entry for each group: that of the worst of the judged snapshots.
  func level() -> [GroupVerdict] {
    let group = sources[0].group
    if let staleness { return [entry(.missing(staleness))] }
    let judged = group.judgedIndices
    if judged.count == 1, part == nil { return level(at: judged[0], file: nil) }
    var worst: [SampleGroup: GroupVerdict] = [:]
    for index in judged {
      let file = judged.count > 1 ? group.snapshots[index].name : nil
      for found in level(at: index, file: file) {
        guard let known = worst[found.group], !isWorse(found, known) else {
          worst[found.group] = found
          continue
        }
      }
    }
    return Array(worst.values)
  }

  /// The entries of a snapshot, which share where they are from.
  private func level(at snapshot: Int, file: String?) -> [GroupVerdict] {
    let origin = GroupVerdict.Origin(
      instance: title, file: file, position: .init(instance: number, snapshot: snapshot))
    var entries = level(sources[0].group.snapshots[snapshot])
    for index in entries.indices {
      entries[index].origin = origin
      if let part { entries[index].group = SampleGroup(name: part) }
    }
    return entries
  }

  private func isWorse(_ one: GroupVerdict, _ other: GroupVerdict) -> Bool {
    if one.outcome != other.outcome { return one.outcome.badness > other.outcome.badness }
    return rule.assertion.comparison.isUpperLimit
      ? one.value > other.value : one.value < other.value
  }

  private func level(_ snapshot: Snapshot) -> [GroupVerdict] {
    do throws(RuleValues.Missing) {
      let readers = try readers(snapshot)
      let groups = try GroupReading(rule, RuleValues(rule, readers, snapshotSet.advice)).groups()
      return Self.explained(groups, rule, readers)
    } catch {
      return [GroupVerdict(undecided: error.reason)]
    }
  }

  /// Says once for all groups why they are undecided.
  static func explained(
    _ groups: [GroupVerdict], _ rule: Rule, _ readers: [MetricReader]
  ) -> [GroupVerdict] {
    guard groups.contains(where: { $0.outcome == .undecided && $0.reason == nil }) else {
      return groups
    }
    let reason = OpenReason(of: rule.assertion.measure.function, readers)
    let said = GroupVerdict.Findings(reason: reason.text)
    return groups.map { group in
      var group = group
      if group.outcome == .undecided, group.reason == nil {
        (group.findings, group.isAllowable) = (said, reason.isAllowable)
      }
      return group
    }
  }

  /// What reads the metrics of the judged snapshot.
  func readers(_ snapshot: Snapshot) throws(RuleValues.Missing) -> [MetricReader] {
    let readers = try momentReaders(snapshot)
    try check(readers)
    return readers
  }

  /// What reads the metrics of a snapshot, whether or not it can be judged.
  func momentReaders(_ snapshot: Snapshot) throws(RuleValues.Missing) -> [MetricReader] {
    var readers = sources.map { MetricReader($0, rule, active.suppressions) }
    readers[0] = readers[0].judging(snapshot)
    for index in readers.indices.dropFirst() {
      readers[index] = readers[index].judging(try partner(of: snapshot, sources[index].group))
    }
    return readers
  }

  /// The snapshot of another group that shows the same moment of the same process.
  private func partner(
    of snapshot: Snapshot, _ group: ProfileGroup
  ) throws(RuleValues.Missing) -> Snapshot {
    if let partner = group.partner(of: snapshot, in: sources[0].group) { return partner }
    throw .init(
      "there is no \(group.name) profile of the same process within 60 s of \(snapshot.name)")
  }

  private func check(_ readers: [MetricReader]) throws(RuleValues.Missing) {
    if let lacking = readers.first(where: \.lacksBaseline) {
      throw .init(RuleValues.noBaseline(lacking.source, snapshotSet.advice))
    }
    if case .label(let key) = rule.per, !readers.contains(where: { $0.hasLabel(key) }) {
      throw .init("no sample has the label '\(key)', so there is nothing to group")
    }
    guard
      let comparing = readers.first(where: {
        $0.comparesBaseline(for: rule.assertion.measure.function)
      })
    else { return }
    if let file = comparing.baselineThatIsChecked {
      throw .init(
        "the baseline \(file) is the checked profile itself, so nothing can differ from it")
    }
    if rule.assertion.measure.function?.needsBaseline == true, BaselineHistory(comparing).isGrowing
    {
      throw .init(
        "the baseline itself grows, so it cannot serve as one: slope(...) <= 0 fails on it")
    }
  }

  // MARK: Series

  /// The series of each group.
  func series() -> [SeriesCheck.Series] {
    let reader = MetricReader(sources[0], rule, active.suppressions)
    let position = GroupVerdict.Position(
      instance: number, snapshot: max(0, sources[0].group.snapshots.count - 1))
    var problem: OpenReason?
    if !sources[0].group.isOrdered { problem = .unknownOrder(of: sources[0].group) }
    do throws(RuleValues.Missing) { try check([reader]) } catch {
      problem = problem ?? error.reason
    }
    if problem == nil, rule.per == nil, let amounts = reader.amounts() {
      var whole = series(SampleGroup.all, amounts, reader, position)
      whole.group = part ?? ""
      return [whole]
    }
    guard problem == nil, let tallies = reader.series() else {
      let reason = problem ?? .missing("a snapshot has no \(sources[0].metric.name)")
      return [.init(group: part ?? "", problem: reason, position: position, instance: title)]
    }
    let known = tallies.map(Tally.Lookup.init)
    return Tally.union(tallies.map(\.groups)).sorted().map { group in
      var own = series(group, known.map { $0.amount(ofShared: group) }, reader, position)
      if let part { own.group = part }
      return own
    }
  }

  /// The series of a group, with the reason why its values are not known for sure, if so.
  private func series(
    _ group: SampleGroup, _ amounts: [Amount], _ reader: MetricReader,
    _ position: GroupVerdict.Position
  ) -> SeriesCheck.Series {
    let isOpen = amounts.contains(where: \.isOpen)
    return SeriesCheck.Series(
      group: group.name, points: points(amounts),
      problem: isOpen ? OpenReason(of: rule.assertion.measure.function, [reader]) : nil,
      position: position, instance: title,
      isProcessKnown: instance.processes.allSatisfy(\.isKnown))
  }

  private func points(_ amounts: [Amount]) -> [SeriesPoint] {
    let builds = instance.processes.map { SeriesPoint.Build($0.buildID) }
    return zip(sources[0].group.snapshots, amounts).map { snapshot, amount in
      SeriesPoint(
        time: snapshot.timeNanos, value: amount.sure, process: snapshot.process,
        build: builds[snapshot.process], isSure: !amount.isOpen)
    }
  }
}

extension Amount {
  /// Whether it is unknown how many samples match.
  var isOpen: Bool { sure != possible }
}
