import ProfileAnalysis

/// The goroutines, or the heap in use, of an instance in its snapshots.
package struct LevelGrowth: Sendable {
  /// The level in a snapshot.
  package struct Moment: Sendable {
    package let value: Double
    /// Which of the snapshots it is, counted from 0.
    package let index: Int
    /// In nanoseconds since 1970; 0 if unknown.
    package let timeNanos: Int64
  }

  /// How many snapshots there are.
  package let count: Int
  package let newest: Moment
  /// Nil if no profile is known to be older than the newest.
  package let oldest: Moment?
  /// The highest of those whose order is known; the newest if that is none.
  package let highest: Moment

  /// Nil for other groups, and if the instance does not have it.
  package init?(of group: String, in instance: CheckedInstance) {
    let ids = ["goroutine": "crowd", "heap": "trend-heap"]
    // The metrics of the built-in rules were measured when the profiles were read, unless others were asked for.
    guard let rule = BuiltInRules.candidates.first(where: { $0.id == ids[group] }),
      let metric = rule.assertion.measure.metrics.first,
      let source = MetricLookup(groups: instance.groups).source(of: metric)
    else { return nil }
    let (reader, group) = (MetricReader(source, rule), source.group)
    func moment(_ snapshot: Snapshot, _ index: Int) -> Moment? {
      let amount = reader.judging(snapshot).newest()?.amount(of: .all)
      return amount.map {
        Moment(value: $0.sure, index: index, timeNanos: snapshot.sinceNanos)
      }
    }
    count = group.snapshots.count
    let last = group.snapshots.count - 1
    guard let newest = group.newest.flatMap({ moment($0, last) }) else { return nil }
    self.newest = newest
    oldest = group.oldest.flatMap { moment($0, 0) }
    let known = group.isOrdered ? group.snapshots : []
    let all = known.enumerated().compactMap { moment($1, $0) }
    highest = all.max { $0.value < $1.value } ?? newest
  }

  package var hasGrown: Bool { growth > 0 }

  /// By how much it has grown; 0 if it has not.
  package var growth: Double { max(0, newest.value - (oldest?.value ?? newest.value)) }

  /// Whether it is large.
  package var isLarge: Bool { Self.isLarge(from: oldest?.value ?? newest.value, to: newest.value) }

  /// Whether a level trebled, which is no good news; caches that fill and garbage explain less.
  package static func isLarge(from before: Double, to after: Double) -> Bool {
    after >= 3 * before
  }

  /// Whether it grew more than another, or as much and is larger.
  package func exceeds(_ other: LevelGrowth) -> Bool {
    growth != other.growth ? growth > other.growth : newest.value > other.newest.value
  }
}
