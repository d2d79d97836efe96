/// The rules that hold when nobody wrote any: conservative, and they only warn.
enum BuiltInRules {
  /// From how many goroutines on one stack should not have most of them.
  private static let many = 1000

  /// The rules that the profiles can be held against; none when there is none for them.
  static func rules(for evidence: Evidence) -> [Rule] {
    let lookup = MetricLookup(groups: evidence.groups)
    var rules: [Rule] = []
    if let goroutines = source("goroutine/count() <= 0", lookup) {
      rules += self.rules(forGoroutines: goroutines)
    }
    if let leaked = source("leaked() <= 0", lookup), knowsLeaks(leaked) {
      let text =
        leaked.group.baselines.isEmpty ? "leaked() <= \(many)" : "growth(leaked()) <= 100"
      rules += [rule("leaked", text)].compactMap { $0 }
    }
    return rules
  }

  private static func rules(forGoroutines source: MetricSource) -> [Rule] {
    var rules: [Rule] = []
    let count = MetricReader(source, per: nil).newest()?.amount(of: .all).possible ?? 0
    let isMany = count > Double(many)
    if !source.group.baselines.isEmpty {
      // Twice as many as on a good day; with few goroutines that is nothing yet.
      let text =
        isMany ? "growth_pct(goroutine/count()) <= 100%" : "growth(goroutine/count()) <= \(many)"
      rules += [rule("growth", text)].compactMap { $0 }
    }
    guard isMany else {
      return rules + [rule("goroutines", "goroutine/count() <= \(many)")].compactMap { $0 }
    }
    let selector = tellsStates(source) ? "state:blocked" : ""
    if var rule = rule("one-stack", "share(goroutine/count(\(selector))) <= 50%") {
      rule.per = .stack
      rules.append(rule)
    }
    return rules
  }

  private static func rule(_ id: String, _ text: String) -> Rule? {
    guard let assertion = try? Assertion(text) else { return nil }
    var rule = Rule(id: id, assertion: assertion)
    rule.severity = .warn
    return rule
  }

  private static func source(_ text: String, _ lookup: MetricLookup) -> MetricSource? {
    guard let assertion = try? Assertion(text), let metric = assertion.measure.metrics.first,
      case .found(let source)? = try? lookup.find(metric)
    else { return nil }
    return source
  }

  private static func knowsLeaks(_ source: MetricSource) -> Bool {
    source.group.snapshots.last.flatMap(source.profile)?.knowsLeaks ?? false
  }

  /// Whether the state of every goroutine is known.
  private static func tellsStates(_ source: MetricSource) -> Bool {
    guard let subject = source.group.snapshots.last.flatMap(source.profile) else { return false }
    return (0..<subject.profile.samples.count).allSatisfy {
      subject.traits.state(ofSample: $0) != nil
    }
  }
}
