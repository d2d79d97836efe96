import ProfileAnalysis
import ProfileModel

/// Finds terms that look misspelt: they match nothing in any profile at hand, and something speaks for a slip.
///
/// A rule that guards the site of a leak matches nothing while all is well, so that alone is no reason.
struct SelectorSpelling {
  private let profiles: [ProfileRecord]
  /// Profiles of the rule's own tests.
  private let tested: [MeasuredProfile]
  private let known: SharedNames

  /// - `more`: profiles that are not checked, of a rule's own tests.
  init(
    _ groups: [ProfileGroup], _ more: [MeasuredProfile] = [], _ names: SharedNames = SharedNames()
  ) {
    profiles = groups.flatMap { $0.snapshots + $0.baselines }.flatMap(\.profiles)
    tested = more
    known = names
  }

  /// Why a selector looks misspelt; nil when it does not. What is left out by `-` does no harm.
  func doubt(about selector: SampleSelector) -> String? {
    selector.terms.lazy.filter { !$0.isNegated }.compactMap { doubt(about: $0.condition) }.first
  }

  /// The terms that no sample of any profile matches, as far as names are known.
  func unmatched(_ selector: SampleSelector) -> [String] {
    unmatchedTerms(selector).map(\.description)
  }

  /// What looks misspelt, but does not make a rule undecided: a term behind a `-`, and one of the alternatives of a
  /// term that others of them match.
  func doubtful(_ selector: SampleSelector) -> [String] {
    doubtfulTerms(selector).map(\.description)
  }

  /// The names that look like those of terms that nothing matches, but not so near that they are taken for slips, and
  /// those that doubtful terms are near to.
  func likeUnmatched(_ selector: SampleSelector) -> [String: String] {
    var names: [String: String] = [:]
    for term in unmatchedTerms(selector) + doubtfulTerms(selector) {
      guard case .matches(let key, let values) = term.condition else { continue }
      names[term.description] =
        values.lazy.compactMap {
          near($0, key, by: { $0.areSimilar($1) })
        }.first
    }
    return names
  }

  private func unmatchedTerms(_ selector: SampleSelector) -> [SampleSelector.Term] {
    selector.terms.filter { term in
      guard !term.isNegated, case .matches(let key, _) = term.condition, key != .state else {
        return false
      }
      // Where nothing is known that could match, as creators are only of dumps, nothing can be said.
      let answers = answers(term.condition)
      return !answers.contains(.yes) && answers != [.maybe]
    }
  }

  private func doubtfulTerms(_ selector: SampleSelector) -> [SampleSelector.Term] {
    selector.terms.flatMap { term in
      let alternatives = term.condition.alternatives
      guard term.isNegated || alternatives.count > 1 && isMatched(term.condition) else {
        return [SampleSelector.Term]()
      }
      return alternatives.filter { doubt(about: $0) != nil }.map {
        SampleSelector.Term(isNegated: term.isNegated, condition: $0)
      }
    }
  }

  private func doubt(about condition: SampleSelector.Condition) -> String? {
    guard case .matches(let key, let values) = condition, key != .state, !isMatched(condition)
    else { return nil }
    if case .label(let name) = key { return doubt(aboutLabel: name) }
    let nothing = "\(condition) matches nothing"
    if key.isOfFunctions, values.contains(where: \.isOfRuntime) {
      return "\(nothing): rules ignore the runtime's frames, since formats hide them differently"
    }
    if values.contains(where: \.looksLikeExpression) {
      return "\(nothing); a regular expression stands between slashes"
    }
    if values.contains(where: \.asksForTypeArguments) {
      return "\(nothing): names have [...] instead of type arguments"
    }
    guard let near = values.lazy.compactMap({ near($0, key) }).first else { return nil }
    return
      "\(nothing); near: \(near). If 0 is right, write optional: true, or a '?' after the rule's id"
  }

  /// Whether a sample certainly matches. That one may, since its names are not known, says nothing about spelling.
  private func isMatched(_ condition: SampleSelector.Condition) -> Bool {
    answers(condition).contains(.yes)
  }

  /// What the samples of all profiles answer, up to the first that matches: there may be many profiles.
  private func answers(_ condition: SampleSelector.Condition) -> Set<Certainty> {
    let selector = SampleSelector(terms: [.init(condition: condition)])
    var answers: Set<Certainty> = []
    for profile in profiles where !answers.contains(.yes) {
      answers.formUnion(profile.answers(selector))
    }
    for profile in tested where !answers.contains(.yes) {
      answers.formUnion(profile.answers(selector))
    }
    return answers
  }

  private func doubt(aboutLabel name: String) -> String? {
    guard !profiles.contains(where: { $0.hasLabel(name) }),
      !tested.contains(where: { $0.hasLabel(name) })
    else { return nil }
    let keys = Set(profiles.flatMap(\.labels) + tested.flatMap(\.profile.labelKeys))
    return UnmatchedLabel.message(name, among: keys)
  }

  /// A name that the user may have meant; nil if the value is written as a name that there is.
  private func near(
    _ value: SampleSelector.Value, _ key: SampleSelector.Key,
    by areNear: (SpelledWords, String) -> Bool = { $0.areNear($1) }
  ) -> String? {
    guard let words = SpelledWords(value) else { return nil }
    let matcher = ValueMatcher([value], of: key)
    guard let kind = key.nameKind else { return nil }
    let names = names(of: kind)
    guard !names.contains(where: matcher.matches) else { return nil }
    let near = names.filter { areNear(words, $0) }.map { Self.short($0, key) }
    return near.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }

  /// The names in all profiles, closed ones included.
  private func names(of kind: SampleSelector.Key.NameKind) -> Set<String> {
    let left = known.names(of: kind)
    let others = left.isEmpty ? profiles.flatMap { $0.opened().names(for: kind) } : []
    return left.union(others).union(tested.flatMap { $0.names(for: kind) })
  }

  /// A function without its package; other names as they are.
  private static func short(_ name: String, _ key: SampleSelector.Key) -> String {
    key == .package || key == .file ? name : PackageName.removed(from: name)
  }
}

extension SampleSelector.Key {
  /// Whether it asks for functions of the stack.
  fileprivate var isOfFunctions: Bool {
    switch self {
    case .frame, .leaf, .root, .site: true
    case .package, .file, .state, .createdBy, .fingerprint, .label: false
    }
  }
}

extension SampleSelector.Value {
  /// The functions of Go's runtime that the leaves of stacks are often in, as people write them without the package.
  private static let ofRuntime: Set = [
    "chanrecv", "chanrecv1", "chanrecv2", "chansend", "chansend1", "futex", "gcBgMarkWorker",
    "goexit", "gopark", "goparkunlock", "mallocgc", "netpollblock", "notetsleepg", "selectgo",
    "semacquire1",
  ]

  /// Whether it begins as the runtime's functions do: `runtime.gopark`, `/^runtime\.gc/`; or is one of them: `gopark`.
  fileprivate var isOfRuntime: Bool {
    let name: String
    switch self {
    case .any: return false
    case .text(let text): name = text
    case .pattern(let pattern):
      name = String(pattern.text.filter { $0 != "\\" }.drop { $0 == "^" })
    }
    return name.hasPrefix("runtime.") || name.hasPrefix("internal/runtime/")
      || Self.ofRuntime.contains(name)
  }

  /// Whether it is a regular expression for type arguments, as the compiler writes them. Of a text they are dropped.
  fileprivate var asksForTypeArguments: Bool {
    guard case .pattern(let pattern) = self else { return false }
    return pattern.text.contains("go.shape") || pattern.text.contains("go\\.shape")
  }

  /// Whether a text is written as a regular expression is.
  fileprivate var looksLikeExpression: Bool {
    guard case .text(let text) = self else { return false }
    return text.contains("\\") || text.contains(".*") || text.hasPrefix("^") || text.hasSuffix("$")
  }
}

extension MeasuredProfile {
  /// The names that keys of selectors are compared with.
  func names(for kind: SampleSelector.Key.NameKind) -> [String] {
    switch kind {
    case .function: knownNames
    case .package: knownNames.compactMap(PackageName.of)
    case .file: Set(profile.functions.filenames).map { profile.strings[StringID($0)] }
    case .creator: (0..<profile.sampleTable.count).compactMap(traits.createdBy)
    }
  }

  private var knownNames: [String] {
    plain.isUnknown.indices.filter { !plain.isUnknown[$0] }.map {
      plain.names[StringID(UInt32($0))]
    }
  }
}
