/// Says what a reader of a value should know about how it was taken.
struct VerdictCaveats {
  private let rule: Rule
  private let sources: [MetricSource]

  init(_ rule: Rule, _ sources: [MetricSource]) {
    self.rule = rule
    self.sources = sources
  }

  var notes: [String] {
    [exactness, sampling, collection, silence, baseline].compactMap { $0 }
  }

  private var records: [ProfileRecord] {
    sources.compactMap { source in source.group.snapshots.last.flatMap(source.profile) }
  }

  private var isSampled: Bool {
    zip(sources, records).contains { source, measured in
      source.kind == .sum && measured.bytesPerSample > 0
    }
  }

  /// Events of cpu, block and mutex profiles are sampled too, but how is not known.
  private var exactness: String? {
    let isOfEvents = sources.contains { source in
      source.group.types.contains { ["cpu", "contentions", "delay"].contains($0.name) }
    }
    let isOfSeries = rule.assertion.measure.isOfSeries && isSampled
    return isOfEvents || isOfSeries ? "sampled values taken as exact" : nil
  }

  private var sampling: String? {
    let isOfSeries = rule.assertion.measure.isOfSeries
    return isSampled && !isOfSeries ? "95 % sampling interval" : nil
  }

  /// Without a collection before it, a heap profile shows the heap of the last one.
  private var collection: String? {
    let snapshots = sources.filter { $0.group.name == "heap" }.compactMap(\.group.snapshots.last)
    let forced = snapshots.flatMap(\.profiles).compactMap(\.memory.wasForced)
    return forced.contains(false)
      ? "heap not saved right after a garbage collection (use heap?gc=1)" : nil
  }

  /// That a profile has nothing is taken at its word only for a rule that says so.
  private var silence: String? {
    let baselines = sources.flatMap { $0.group.baselines.compactMap($0.profile) }
    guard rule.isOptional, let measured = (records + baselines).first(where: \.sawNothing) else {
      return nil
    }
    return "\(measured.name) recorded nothing, which counts as 0"
  }

  private var baseline: String? {
    guard rule.assertion.measure.function?.needsBaseline == true else { return nil }
    let count = sources.first?.group.baselines.count ?? 0
    return count > 1 ? "the baseline is the median of \(count) snapshots" : nil
  }
}
