import ProfileAnalysis

/// The goroutines, or the heap in use, in the oldest and the newest profile of an instance.
package struct LevelGrowth: Sendable {
  /// Nil if no profile is known to be older than the newest.
  private let oldest: Double?
  private let newest: Double

  /// Nil for other groups, and if the instance does not have it.
  package init?(of group: String, in instance: CheckedInstance) {
    let ids = ["goroutine": "crowd", "heap": "trend-heap"]
    // The metrics of the built-in rules were measured when the profiles were read, unless others were asked for.
    guard let rule = BuiltInRules.candidates.first(where: { $0.id == ids[group] }),
      let metric = rule.assertion.measure.metrics.first,
      case .found(let source)? = try? MetricLookup(groups: instance.groups).find(metric)
    else { return nil }
    let reader = MetricReader(source, rule)
    let value = { (snapshot: Snapshot) in reader.judging(snapshot).newest()?.amount(of: .all).sure }
    guard let newest = source.group.newest.flatMap(value) else { return nil }
    (self.newest, oldest) = (newest, source.group.oldest.flatMap(value))
  }

  package var hasGrown: Bool { growth > 0 }

  private var growth: Double { max(0, newest - (oldest ?? newest)) }

  /// Whether it grew more than another, or as much and is larger.
  package func exceeds(_ other: LevelGrowth) -> Bool {
    growth != other.growth ? growth > other.growth : newest > other.newest
  }
}
