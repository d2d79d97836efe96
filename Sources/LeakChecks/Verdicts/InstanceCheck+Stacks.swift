import ProfileAnalysis

/// The stacks of a snapshot that a rule failed on, ranked once for all entries that show some of them.
struct SnapshotStacks {
  private let check: InstanceCheck
  private let position: GroupVerdict.Position?
  private let reader: MetricReader
  /// The stacks of what was judged, and of what that is compared with; nil where nothing is.
  private let stacks: StackRanking
  private let earlier: StackRanking?
  /// The metric without its selector; nil where stacks have no share of it.
  let total: Double?

  /// Nil where the entry has no stacks.
  init?(of entry: GroupVerdict, _ check: InstanceCheck, limit: Int) {
    let source = check.sources[0]
    guard !source.kind.isOfProcess, let reader = check.reader(of: entry),
      let measurer = source.kind == .goneStacks ? reader.goneMeasurer() : reader.newestMeasurer()
    else { return nil }
    (self.check, self.reader, position) = (check, reader, entry.position)
    earlier = check.earlier(reader.source.group).flatMap(reader.measurer).map {
      StackRanking($0, limit: limit)
    }
    stacks = StackRanking(measurer, limit: limit)
    var whole = measurer
    whole.grouping = nil
    total = source.kind.isMaximum ? nil : whole.sum()
  }

  /// Whether the stacks of an entry are among them.
  func isOf(_ entry: GroupVerdict, _ check: InstanceCheck) -> Bool {
    position == entry.position && self.check.part == check.part
  }

  /// Adds the stacks, compared with the baseline or the first snapshot if the rule does.
  func add(to entry: inout GroupVerdict) {
    let group = check.group(of: entry)
    var found = stacks.stacks(in: group, before: earlier?.values(in: group))
    addCreator(to: &found, group)
    (entry.findings.stacks, entry.findings.total) = (found, total)
  }

  // MARK: Parts of a sum

  /// The sum of each stack whose names are known.
  func values(of entry: GroupVerdict) -> [StackKey: Double] {
    stacks.values(in: check.group(of: entry))
  }

  /// The same in what that is compared with; nil where nothing is.
  func earlierValues(of entry: GroupVerdict) -> [StackKey: Double]? {
    earlier?.values(in: check.group(of: entry))
  }

  /// Some of the stacks.
  func stacks(_ keys: Set<StackKey>, of entry: GroupVerdict) -> [StackKey: VerdictStack] {
    stacks.stacks(keys, in: check.group(of: entry))
  }

  /// A stack of nothing but the standard library does not say whose it is; the dump of the same moment does.
  private func addCreator(to stacks: inout [VerdictStack], _ group: SampleGroup) {
    guard let worst = stacks.first, worst.fingerprint != nil,
      !worst.frames.isEmpty, worst.frames.allSatisfy(PackageName.isStandard),
      let dump = reader.snapshot?.profile(for: .dump), dump.isDump
    else { return }
    let measurer = Measurer(
      source: reader.source, measured: dump.opened(), grouping: reader.grouping,
      suppressions: reader.suppressions)
    let ranking = StackRanking(measurer, limit: 1)
    guard let creator = ranking.creator(of: worst.frames, in: group) else { return }
    stacks[0].createdBy = creator.name
    stacks[0].creatorSources = creator.sources
  }
}

/// The stacks behind what is shown.
extension InstanceCheck {
  fileprivate func reader(of entry: GroupVerdict) -> MetricReader? {
    let snapshots = sources[0].group.snapshots
    guard let position = entry.position, snapshots.indices.contains(position.snapshot) else {
      return nil
    }
    let reader = MetricReader(sources[0], rule, active.suppressions)
    return reader.judging(snapshots[position.snapshot])
  }

  /// The group of an entry's samples: all of them for a version or a service.
  fileprivate func group(of entry: GroupVerdict) -> SampleGroup { part == nil ? entry.group : .all }

  /// The snapshot that the judged one is compared with.
  fileprivate func earlier(_ group: ProfileGroup) -> Snapshot? {
    switch rule.assertion.measure {
    case .applied(.growth, _), .applied(.growthPercent, _): group.baselines.first
    case .applied(.slope, _), .applied(.rises, _), .eta: group.snapshots.first
    default: nil
    }
  }

  /// The cost of the rule's goroutines, if it is about goroutines; in the snapshot that was judged, or what is said of
  /// one file would be followed by numbers of another.
  func postmortem(of entry: GroupVerdict) -> Postmortem? {
    for (index, source) in sources.enumerated() where source.group.name.hasPrefix("goroutine") {
      let reader =
        (index == 0 ? reader(of: entry) : nil) ?? MetricReader(source, rule, active.suppressions)
      guard let measurer = reader.newestMeasurer(),
        let stack = StackRanking(measurer, limit: 1).stacks(in: group(of: entry)).first
      else { continue }
      let snapshot = source.group.name == "goroutine" ? reader.snapshot : nil
      return Postmortem(site: stack.site, in: instance, at: snapshot)
    }
    return nil
  }
}
