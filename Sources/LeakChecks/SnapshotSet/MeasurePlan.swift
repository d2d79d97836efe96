package import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// What rules ask of every profile, so that it can be measured when it is read and its tables can be freed.
package struct MeasurePlan: Sendable {
  /// A metric as a rule asks for it.
  struct Key: Hashable, Sendable {
    let text: String

    /// - `rule`: the rule that suppressions name, since they leave samples out.
    init(_ metric: Metric, _ grouping: SampleDimension?, rule: String?) {
      text = "\(metric)|\(grouping?.name ?? "")|\(rule ?? "")"
    }
  }

  /// A metric and what is left out of it.
  struct Item: Sendable {
    let metric: Metric
    let grouping: SampleDimension?
    let suppressions: [Suppression]
    let needsTotal: Bool
  }

  private(set) var items: [Item] = []
  private(set) var indices: [Key: Int] = [:]
  /// Selectors for which the report says whether anything matches; at most 64.
  private(set) var selectors: [SampleSelector] = []
  private(set) var bits: [String: Int] = [:]
  private var suppressedRules: Set<String> = []
  let names = SharedNames()
  let kept = KeptProfiles()

  /// A plan that measures nothing: all profiles are kept.
  package init() {}

  package init(_ rules: RuleSet, today: CalendarDate) {
    let suppressions = rules.suppressions.filter { !$0.hasExpired(on: today) }
    for rule in rules.rules.isEmpty ? BuiltInRules.candidates : rules.rules {
      let own = suppressions.filter { $0.isFor(rule: rule.id) }
      if !own.isEmpty { suppressedRules.insert(rule.id) }
      for metric in rule.assertion.measure.metrics {
        add(metric, rule, own)
        for term in metric.selector.terms {
          add(SampleSelector(terms: [.init(condition: term.condition)]))
        }
      }
    }
    for suppression in suppressions { add(suppression.match) }
    // Last, for there is no room for all, and most reports ask for whole terms only.
    for rule in rules.rules {
      for term in rule.assertion.measure.metrics.flatMap(\.selector.terms) {
        for condition in term.condition.alternatives {
          add(SampleSelector(terms: [.init(condition: condition)]))
        }
      }
    }
  }

  private mutating func add(_ metric: Metric, _ rule: Rule, _ suppressions: [Suppression]) {
    let key = key(metric, rule.per, rule: rule.id)
    let needsTotal = rule.assertion.measure.function == .share
    if let index = indices[key] {
      guard needsTotal, !items[index].needsTotal else { return }
      items[index] = Item(
        metric: metric, grouping: rule.per, suppressions: suppressions, needsTotal: true)
      return
    }
    indices[key] = items.count
    items.append(
      Item(metric: metric, grouping: rule.per, suppressions: suppressions, needsTotal: needsTotal))
  }

  private mutating func add(_ selector: SampleSelector) {
    let text = selector.description
    guard bits[text] == nil, selectors.count < 64 else { return }
    bits[text] = selectors.count
    selectors.append(selector)
  }

  /// The key of a metric of a rule.
  func key(_ metric: Metric, _ grouping: SampleDimension?, rule: String) -> Key {
    Key(metric, grouping, rule: suppressedRules.contains(rule) ? rule : nil)
  }

  /// Where a metric of a rule stands among the items; nil if it is not measured.
  func index(of metric: Metric, _ grouping: SampleDimension?, rule: String) -> Int? {
    indices[key(metric, grouping, rule: rule)]
  }
}

/// What all profiles share: the names that a misspelt selector is compared with, and values stored once.
final class SharedNames: @unchecked Sendable {
  private let monitor = Monitor()
  private var seen: Set<Int> = []
  private var names: [SampleSelector.Key.NameKind: Set<String>] = [:]
  private var facts: [ProfileFacts: SharedFacts] = [:]
  private var shapes: Set<[RecordedReadings.Shape]> = []

  /// Facts that all profiles share that have the same.
  func shared(_ own: ProfileFacts) -> SharedFacts {
    monitor.locked {
      if let known = facts[own] { return known }
      let shared = SharedFacts(own)
      facts[own] = shared
      return shared
    }
  }

  /// A list that all profiles share that have the same.
  func shared(_ list: [RecordedReadings.Shape]) -> [RecordedReadings.Shape] {
    monitor.locked { shapes.insert(list).memberAfterInsert }
  }

  /// Adds the names of a profile; profiles of one program mostly have the same.
  func add(_ profile: MeasuredProfile) {
    var hasher = Hasher()
    hasher.combine(profile.profile.strings.bytes)
    let digest = hasher.finalize()
    monitor.locked {
      guard seen.insert(digest).inserted else { return }
      for kind in SampleSelector.Key.NameKind.allCases {
        names[kind, default: []].formUnion(profile.names(for: kind))
      }
    }
  }

  func names(of kind: SampleSelector.Key.NameKind) -> Set<String> {
    monitor.locked { names[kind] ?? [] }
  }
}

extension SampleSelector.Key {
  /// Which names a key of a selector is compared with.
  enum NameKind: CaseIterable { case function, package, file, creator }

  /// Nil for keys that are compared with no names.
  var nameKind: NameKind? {
    switch self {
    case .frame, .leaf, .root, .site: .function
    case .package: .package
    case .file: .file
    case .createdBy: .creator
    case .state, .fingerprint, .label: nil
    }
  }
}
