import ProfileAnalysis

/// The rules that apply when the user gives none: proven leaks, a crowd in one stack and steady growth fail, the rest
/// warns.
struct BuiltInRules {
  private let snapshotSet: SnapshotSet
  private let lookup: MetricLookup
  private var rules: [Rule] = []

  /// From how many goroutines on one stack should not have most of them.
  private static let many = 1000
  /// From how many goroutines a stack may be the one that has most of them.
  private static let large = 500
  /// From how many goroutines on a stack that has nearly all of them is a leak.
  private static let crowd = 10_000

  private static let leakedText = "leaked() == 0"
  private static let crowdText = "goroutine/count() <= \(crowd)"
  private static let trends = [
    (id: "trend", text: "slope(goroutine/count()) <= 0"),
    (id: "trend-heap", text: "slope(heap/inuse_space()) <= 0MB"),
  ]

  /// The rules that may be checked, so that profiles can be measured before it is known which are.
  static let candidates: [Rule] = {
    let all = [(id: "leaked", text: leakedText)] + trends + [(id: "crowd", text: crowdText)]
    return all.compactMap { id, text in (try? Assertion(text)).map { Rule(id: id, assertion: $0) } }
  }()

  /// The rules that apply to the profiles; may be empty.
  static func rules(for snapshotSet: SnapshotSet) -> [Rule] {
    var all = BuiltInRules(
      snapshotSet: snapshotSet, lookup: MetricLookup(groups: snapshotSet.groups))
    all.addLeaked()
    all.addCrowd()
    all.addTrends()
    all.addGrowth()
    return all.rules
  }

  private init(snapshotSet: SnapshotSet, lookup: MetricLookup) {
    self.snapshotSet = snapshotSet
    self.lookup = lookup
  }

  private mutating func add(
    _ id: String, _ text: String, _ severity: Rule.Severity, per grouping: SampleDimension? = nil
  ) {
    guard let assertion = try? Assertion(text) else { return }
    var rule = Rule(id: id, assertion: assertion)
    (rule.severity, rule.per, rule.isBuiltIn) = (severity, grouping, true)
    rules.append(rule)
  }

  private mutating func addLeaked() {
    let snapshots = newest(of: Self.leakedText)
    guard snapshots.contains(where: \.knowsLeaks) else { return }
    add("leaked", Self.leakedText, .fail)
  }

  /// One stack with more than 10,000 goroutines and 80 % of all; goroutines that wait for IO may be that many.
  private mutating func addCrowd() {
    let profiles = newest(of: Self.crowdText)
    guard !profiles.isEmpty else { return }
    let largest = largestCount
    guard largest > Double(Self.crowd) else {
      add("crowd", Self.crowdText, .fail)
      return addOneStack(largest, profiles)
    }
    let others = Self.tellsStates(profiles, from: Self.crowd + 1) ? " -state:\"IO wait\"" : ""
    add(
      "crowd", "share(goroutine/count(value>=\(Self.crowd + 1)\(others))) <= 80%", .fail,
      per: .stack)
    addOneStack(largest, profiles)
  }

  /// How many goroutines the instance with the most has.
  private var largestCount: Double {
    guard let rule = Self.candidates.first(where: { $0.id == "crowd" }),
      let metric = rule.assertion.measure.metrics.first
    else { return 0 }
    return snapshotSet.instances.compactMap { instance -> Double? in
      guard let source = MetricLookup(groups: instance.groups).source(of: metric) else {
        return nil
      }
      let reader = MetricReader(source, rule)
      return source.group.judged.compactMap {
        reader.judging($0).newest()?.amount(of: .all)
      }
      .map { $0.possible.isFinite ? $0.possible : $0.sure }
      .max()
    }.max() ?? 0
  }

  private mutating func addOneStack(_ largest: Double, _ profiles: [ProfileRecord]) {
    guard largest > Double(Self.many) else { return }
    let selector =
      Self.tellsStates(profiles, from: Self.large)
      ? "value>=\(Self.large) state:blocked" : "value>=\(Self.large)"
    add("one-stack", "share(goroutine/count(\(selector))) <= 50%", .warn, per: .stack)
  }

  /// Whether the states of all stacks are known that have so many goroutines; of others rules look at nothing.
  private static func tellsStates(_ profiles: [ProfileRecord], from count: Int) -> Bool {
    profiles.allSatisfy { $0.opened().tellsStates(from: Int64(count)) }
  }

  private mutating func addTrends() {
    for (id, text) in Self.trends {
      guard let source = lookup.source(ofAssertion: text) else { continue }
      let isSeries = snapshotSet.instances.contains { instance in
        instance.groups.contains {
          $0.isSame(as: source.group) && $0.snapshots.count >= SeriesOptions().minSnapshots
        }
      }
      if isSeries { add(id, text, .fail) }
    }
  }

  private mutating func addGrowth() {
    guard let source = lookup.source(ofAssertion: Self.crowdText), !source.group.baselines.isEmpty
    else { return }
    let median = MetricReader(source, per: nil).baseline()?.amount(of: .all).sure ?? 0
    add("growth", "growth(goroutine/count()) <= \(Int64(clamping: max(100, median)))", .warn)
  }

  /// The profiles that a rule about one moment is judged on.
  private func newest(of text: String) -> [ProfileRecord] {
    guard let assertion = try? Assertion(text), let metric = assertion.measure.metrics.first else {
      return []
    }
    return snapshotSet.instances.flatMap { instance -> [ProfileRecord] in
      let source = MetricLookup(groups: instance.groups).source(of: metric)
      return source.map { $0.group.judged.compactMap($0.profile) } ?? []
    }
  }
}

extension MeasuredProfile {
  /// Whether the state of every goroutine is known whose stack has so many.
  fileprivate func tellsStates(from count: Int64) -> Bool {
    let samples = profile.sampleTable
    var counts = [Int64](repeating: 0, count: profile.stacks.count)
    for row in 0..<samples.count {
      let stack = Int(samples.stacks[row])
      counts[stack] = counts[stack].addingClamped(samples.values[row * profile.width])
    }
    return (0..<samples.count).allSatisfy {
      counts[Int(samples.stacks[$0])] < count || traits.state(ofSample: $0) != nil
    }
  }
}
