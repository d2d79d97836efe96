import ProfileModel

extension CheckedInstance {
  /// The group that a metric is measured in; nil if none has it, or several have.
  package func group(of metric: Metric) -> ProfileGroup? {
    MetricLookup(groups: groups).source(of: metric)?.group
  }
}

/// Finds the profiles that have a metric.
struct MetricLookup {
  let groups: [ProfileGroup]

  /// The result of looking for a metric.
  enum Result {
    case found(MetricSource)
    /// Nothing has it, which is no error: a file may be missing. The reason is a sentence.
    case missing(String)
  }

  /// Where a metric is measured in a profile of a group; nil if it does not have it.
  static func source(
    of metric: Metric, in group: ProfileGroup
  ) -> MetricSource? {
    let isOfTrailer = KnownMetrics.ofTrailer.contains(metric.name)
    guard !isOfTrailer, metric.group == nil || metric.group == group.name,
      case .found(let source)? = try? MetricLookup(groups: [group]).findIn([group], metric)
    else { return nil }
    return source
  }

  /// Where a metric is measured; nil if nothing has it, or several have.
  func source(of metric: Metric) -> MetricSource? {
    guard case .found(let source)? = try? find(metric) else { return nil }
    return source
  }

  /// The same of the first metric of an assertion, which is given as text.
  func source(ofAssertion text: String) -> MetricSource? {
    (try? Assertion(text))?.measure.metrics.first.flatMap(source)
  }

  /// - Throws: an error that names the candidates when several have it.
  func find(_ metric: Metric) throws(AssertionError) -> Result {
    let result = try findSource(metric)
    guard case .found(let source) = result else { return result }
    let type = source.group.types[source.column]
    // Amounts of rules are whole, and values are added up as such: what is below 1 would come to nothing.
    guard DecimalUnit(type.unit) == nil else {
      return .missing("the values of '\(type.name)' have fractions, which rules cannot measure")
    }
    return result
  }

  private func findSource(_ metric: Metric) throws(AssertionError) -> Result {
    let groups = groups.filter {
      !$0.snapshots.isEmpty && (metric.group == nil || metric.group == $0.name)
    }
    guard !groups.isEmpty else {
      return .missing(
        metric.group.map { "there is no '\($0)' profile" } ?? "there is no profile")
    }
    return try findIn(groups, metric)
  }

  private func findIn(
    _ groups: [ProfileGroup], _ metric: Metric
  ) throws(AssertionError) -> Result {
    switch metric.name {
    case "count": return try count(metric, groups)
    case "leaked": return ofGoroutines(metric, .leaked, groups, first: "goroutineleak")
    case "max_wait": return ofGoroutines(metric, .longestWait, groups, first: "goroutine")
    case "stacks": return try stacks(metric, .stacks, groups)
    case "new_stacks": return try stacks(metric, .newStacks, groups)
    case "gone_stacks": return try stacks(metric, .goneStacks, groups)
    case "stack_bytes": return trailer(metric, .stackBytes, groups) { $0.stackBytes != nil }
    case "rss": return trailer(metric, .residentBytes, groups) { $0.residentBytes != nil }
    default: return try sum(metric, groups)
    }
  }

  // MARK: Sums

  private func sum(_ metric: Metric, _ groups: [ProfileGroup]) throws(AssertionError) -> Result {
    let having = groups.compactMap { group in
      group.column(of: metric.name).map {
        MetricSource(metric: metric, group: group, kind: .sum, column: $0)
      }
    }
    let names = having.map { "\($0.group.name)/\(metric.name)" }
    guard Set(names).count <= 1 else { throw ambiguous(metric, names) }
    guard having.count <= 1 else {
      let types = having.map { $0.group.types.map(\.name).joined(separator: ", ") }
      return .missing(
        "several \(having[0].group.name) profiles have '\(metric.name)' beside different types: \(types.joined(separator: "; ")); check them separately"
      )
    }
    guard let source = having.first else {
      let known = Set(groups.flatMap { $0.types.map(\.name) }).sorted().joined(separator: ", ")
      let meant = KnownMetrics.meant(by: metric.name).map { "; near: \($0)" }
      let near = meant ?? NearWord.hint(metric.name, in: KnownMetrics.all)
      return .missing("no profile has '\(metric.name)'; there are \(known)\(near)")
    }
    return .found(source)
  }

  /// The number of goroutines. Other profiles have none, and the reason says what they count instead, since "there is no
  /// profile" would be false.
  ///
  /// Stacks that hold only names and numbers count as what the user declared them to be.
  private func count(
    _ metric: Metric, _ groups: [ProfileGroup]
  ) throws(AssertionError) -> Result {
    let having = groups.filter { $0.types.contains { $0.name == "goroutine" } }
    guard having.count <= 1 else { throw ambiguous(metric, having.map { "\($0.name)/count" }) }
    let group = having.first ?? groups.first { groups.count == 1 && $0.countsNamesOnly }
    guard let group else { return .missing(noGoroutines(metric, groups)) }
    let column = group.column(of: "goroutine") ?? 0
    return .found(MetricSource(metric: metric, group: group, kind: .sum, column: column))
  }

  private func noGoroutines(_ metric: Metric, _ groups: [ProfileGroup]) -> String {
    let wanted =
      metric.group.map { "the '\($0)' profile has no goroutines" }
      ?? "there is no goroutine profile"
    let names = Set(groups.flatMap { $0.types.map(\.name) }).sorted()
    return "\(wanted); this profile counts something else: it has "
      + names.map { "\($0)()" }.joined(separator: ", ")
  }

  // MARK: Goroutines and stacks

  private func ofGoroutines(
    _ metric: Metric, _ kind: MetricSource.Kind, _ groups: [ProfileGroup], first: String
  ) -> Result {
    for name in [first, "goroutine", "goroutineleak"] {
      for group in groups {
        guard let column = group.types.firstIndex(where: { $0.name == name }) else { continue }
        return .found(MetricSource(metric: metric, group: group, kind: kind, column: column))
      }
    }
    return .missing("there is no goroutine profile")
  }

  /// Stacks of goroutines, else of the only group; their value is the group's own count or default.
  private func stacks(
    _ metric: Metric, _ kind: MetricSource.Kind, _ groups: [ProfileGroup]
  ) throws(AssertionError) -> Result {
    if case .found(let source) = ofGoroutines(metric, kind, groups, first: "goroutine") {
      return .found(source)
    }
    guard groups.count == 1 else {
      throw ambiguous(metric, groups.map { "\($0.name)/\(metric.name)" })
    }
    let group = groups[0]
    guard let column = group.defaultColumn else {
      return .missing("the profile has no sample type")
    }
    return .found(MetricSource(metric: metric, group: group, kind: kind, column: column))
  }

  private func trailer(
    _ metric: Metric, _ kind: MetricSource.Kind, _ groups: [ProfileGroup],
    _ isKnown: (MemoryTrailer) -> Bool
  ) -> Result {
    for group in groups {
      let isThere = group.snapshots.contains { $0.profiles.contains { isKnown($0.memory) } }
      guard isThere, let column = group.defaultColumn else { continue }
      return .found(MetricSource(metric: metric, group: group, kind: kind, column: column))
    }
    let isSum = groups.contains { group in
      group.snapshots.contains { $0.profiles.contains(where: \.memory.isOfSeveral) }
    }
    return .missing(
      isSum
        ? "a sum of several processes has no \(metric.name)"
        : "only heap?debug=1 text of one process has \(metric.name), at its end")
  }

  private func ambiguous(_ metric: Metric, _ candidates: [String]) -> AssertionError {
    AssertionError(
      column: metric.column.number,
      reason: .ambiguousMetric(metric.name, candidates: candidates))
  }
}
