import TestSupport

@testable import LeakChecks

extension SeededRandom {
  /// Any assertion that can be written.
  mutating func assertion() -> Assertion {
    let measure = measure()
    let comparison = comparison(for: measure)
    let id: String? = oneIn(3) ? pick(["guard", "a.b-c_1", "slope"]) : nil
    let dimension = MeasureRules.dimension(of: measure) { MeasureRules.byName($0) }
    var limit = quantity(of: dimension)
    if measure.function == .slope, oneIn(2) { limit.rate = pick([.minute, .hour, .day]) }
    while measure.function == .share, limit.value > 100 { limit = quantity(of: dimension) }
    return Assertion(id: id, measure: measure, comparison: comparison, limit: limit)
  }

  private mutating func measure() -> Measure {
    if oneIn(3) { return .ratio(metric(), metric()) }
    if oneIn(6) {
      let metric = metric()
      return .eta(metric, quantity(of: MeasureRules.byName(metric).dimension))
    }
    guard oneIn(2) else { return .plain(metric()) }
    while true {
      let measure = Measure.applied(pick(MeasureFunction.allCases), metric())
      guard case .applied(let function, let metric) = measure else { continue }
      if function == .share, KnownMetrics.hasNoShare(metric.name) { continue }
      if function.needsBaseline, KnownMetrics.isAgainstBaseline(metric.name) { continue }
      return measure
    }
  }

  private mutating func comparison(for measure: Measure) -> ComparisonOperator {
    if case .eta = measure { return pick([.atLeast, .above]) }
    if measure.isOfSeries || measure.function == .outlier { return pick([.atMost, .below]) }
    guard case .plain(let metric) = measure, MeasureRules.byName(metric).isExactCount != false
    else {
      return pick([.atMost, .below, .atLeast, .above])
    }
    return pick(ComparisonOperator.allCases)
  }

  private mutating func metric() -> Metric {
    let known = [
      "count", "leaked", "max_wait", "stacks", "new_stacks", "stack_bytes", "rss", "inuse_space",
      "goroutine", "cpu",
    ]
    let name =
      oneIn(3) ? text() : pick(known + ["ratio", "eta"] + MeasureFunction.allCases.map(\.rawValue))
    let takesNone = KnownMetrics.ofTrailer.contains(name)
    let terms =
      takesNone ? [] : (0..<Int.random(in: 0..<4, using: &self)).map { _ in term(of: name) }
    return Metric(
      group: oneIn(3) ? text() : nil, name: name, selector: SampleSelector(terms: terms))
  }

  private mutating func term(of metric: String) -> SampleSelector.Term {
    SampleSelector.Term(isNegated: oneIn(3), condition: condition(of: metric))
  }

  private mutating func condition(of metric: String) -> SampleSelector.Condition {
    let bound: SampleSelector.Bound = pick([.atLeast, .below])
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return .leaked
    case 1: return .amount(.wait, bound, quantity(of: .time))
    case 2:
      return .amount(.value, bound, quantity(of: KnownMetrics.dimensionOfValue(metric)))
    default:
      let key = key()
      return .matches(key, (0..<Int.random(in: 1..<4, using: &self)).map { _ in value(of: key) })
    }
  }

  private mutating func key() -> SampleSelector.Key {
    oneIn(3) ? .label(text()) : pick(SampleSelector.Key.words.map(\.key))
  }

  private mutating func value(of key: SampleSelector.Key) -> SampleSelector.Value {
    if oneIn(5) { return .any }
    if key == .fingerprint { return .text(pick(["1f0c", "0123456789ab", "dead1"])) }
    if key == .state {
      return .text(pick(["chan receive", "blocked", "IO wait", "select (no cases)", "BLOCKED"]))
    }
    if oneIn(2), let pattern = try? SelectorPattern(pattern()) { return .pattern(pattern) }
    return .text(oneIn(10) ? "" : text())
  }

  private mutating func pattern() -> String {
    let parts = ["a", "\\/", "\\.", "(x|y)", "[ )]", "|", "\"", " ", "ü", "a*", "\\\\."]
    return (0..<Int.random(in: 1..<6, using: &self)).map { _ in pick(parts) }.joined()
  }

  private mutating func text() -> String {
    let parts = [
      "a", "/", "b", "(", ")", "(*T).f", "|", "\"", "\\", " ", "*", ":", "-", "1", "_", "\n", "é",
      "👍🏽", "listen", ">=", "slope",
    ]
    return (0..<Int.random(in: 1..<5, using: &self)).map { _ in pick(parts) }.joined()
  }

  private mutating func quantity(of dimension: Dimension?) -> Quantity {
    let fitting = Quantity.Unit.allCases.filter { dimension == nil || $0.dimension == dimension }
    let takesNone = fitting.isEmpty
    var digits = oneIn(4) ? "-" : ""
    digits += String(Int.random(in: 0..<1_000_000, using: &self))
    if oneIn(3) { digits += "." + pick(["0", "50", "125"]) }
    return Quantity(digits: digits, unit: takesNone ? nil : pick(fitting))
  }
}
