import ProfileAnalysis

/// The stacks behind what is shown.
extension InstanceCheck {
  private func reader(of entry: GroupVerdict) -> MetricReader? {
    let snapshots = sources[0].group.snapshots
    guard let place = entry.place, snapshots.indices.contains(place.snapshot) else { return nil }
    let reader = MetricReader(sources[0], rule, active.suppressions)
    return reader.judging(snapshots[place.snapshot])
  }

  /// The group of samples that an entry is of: a version or a service is all of them.
  private func group(of entry: GroupVerdict) -> String { part == nil ? entry.name : "" }

  /// Adds the stacks, compared with the baseline or the first snapshot if the rule does.
  func addStacks(to entry: inout GroupVerdict, limit: Int) {
    let source = sources[0]
    guard !source.kind.isOfProcess, let reader = reader(of: entry),
      let measurer = source.kind == .goneStacks ? reader.goneMeasurer() : reader.newestMeasurer()
    else { return }
    let before = earlier(reader.source.group).flatMap(reader.measurer).map {
      StackRanking($0, limit: limit).values(in: group(of: entry))
    }
    entry.stacks = StackRanking(measurer, limit: limit).stacks(in: group(of: entry), before: before)
    addCreator(to: &entry, reader)
    guard !source.kind.isMaximum else { return }
    var whole = measurer
    whole.grouping = nil
    entry.total = whole.sum()
  }

  /// A stack of nothing but the standard library does not say whose it is; the dump of the same moment does.
  private func addCreator(to entry: inout GroupVerdict, _ reader: MetricReader) {
    guard let worst = entry.stacks.first, worst.fingerprint != nil,
      !worst.frames.isEmpty, worst.frames.allSatisfy(PackageName.isStandard),
      let dump = reader.snapshot?.profile(for: .dump), dump.isDump
    else { return }
    let measurer = Measurer(
      source: reader.source, subject: dump.opened(), grouping: reader.grouping,
      suppressions: reader.suppressions)
    let ranking = StackRanking(measurer, limit: 1)
    guard let creator = ranking.creator(of: worst.frames, in: group(of: entry)) else { return }
    entry.stacks[0].createdBy = creator.name
    entry.stacks[0].creatorPlaces = creator.places
  }

  /// What the judged snapshot is compared with.
  private func earlier(_ group: ProfileGroup) -> Snapshot? {
    switch rule.assertion.measure {
    case .applied(.growth, _), .applied(.growthPercent, _): group.baselines.first
    case .applied(.slope, _), .applied(.rises, _), .eta: group.snapshots.first
    default: nil
    }
  }

  /// What the goroutines of the rule cost, if it looks at goroutines.
  func postmortem(of entry: GroupVerdict) -> Postmortem? {
    for source in sources where source.group.name.hasPrefix("goroutine") {
      let reader = MetricReader(source, rule, active.suppressions)
      guard let measurer = reader.newestMeasurer(),
        let stack = StackRanking(measurer, limit: 1).stacks(in: group(of: entry)).first
      else { continue }
      return Postmortem(site: stack.site, in: instance)
    }
    return nil
  }
}
