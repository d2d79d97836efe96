import ProfileModel

/// The inputs of a rule about one moment: of one instance, or of several summed.
struct RuleValues {
  /// The metrics of the rule.
  var metrics: [Tally]
  /// The first without selector and groups.
  var total: Amount?
  /// The first in the baseline.
  var baseline: Tally?

  /// Why there is nothing to read.
  struct Missing: Error {
    let reason: OpenReason

    /// - Parameter reason: what is missing.
    init(_ reason: String) { self.reason = .missing(reason) }

    init(_ reason: OpenReason) { self.reason = reason }
  }

  /// Reads the judged snapshots.
  init(_ rule: Rule, _ readers: [MetricReader], _ advice: CheckAdvice) throws(Missing) {
    metrics = []
    for reader in readers {
      guard let tally = reader.newest() else {
        throw Missing("a snapshot has no \(reader.source.metric.name)")
      }
      metrics.append(tally)
    }
    let function = rule.assertion.measure.function
    if function == .share { total = readers[0].total() }
    guard function?.needsBaseline == true else { return }
    guard let known = readers[0].baseline() else {
      throw Missing(Self.noBaseline(readers[0].source, advice))
    }
    baseline = known
  }

  static func noBaseline(_ source: MetricSource, _ advice: CheckAdvice) -> String {
    let others = source.group.otherBaselines
    if !others.isEmpty {
      let shown = others.count > 3 ? others.prefix(2) + ["\(others.count - 2) more"] : others[...]
      return "there is no baseline of this instance, but of \(Array(shown).listed("and"))"
    }
    return CheckAdvice.behind(
      "there is no baseline with a \(source.group.name) profile", advice.forBaseline)
  }

  /// Adds what another instance has.
  mutating func add(_ other: RuleValues) {
    for index in metrics.indices { metrics[index].add(other.metrics[index]) }
    if let total, let more = other.total { self.total = total + more }
    if let more = other.baseline { baseline?.add(more) }
  }
}
