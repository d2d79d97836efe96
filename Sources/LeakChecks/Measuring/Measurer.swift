import ProfileAnalysis
import ProfileModel

/// Measures a metric in one profile.
struct Measurer {
  let source: MetricSource
  let measured: MeasuredProfile
  var grouping: SampleDimension?
  /// What is left out; a suppression that may exceed its cap only makes samples uncertain.
  let suppressions: [ActiveSuppression]
  /// Stacks that do not count: for new stacks those of the baseline, for gone ones those of the newest snapshot.
  var excluded: Set<StackKey> = []
  /// Whether there may be more of them than are known, so that nothing surely counts.
  var mayExcludeMore = false
  /// Whether a profile that saw nothing means 0.
  var takesNothingAsZero = false

  /// Why there may be more than the profile shows; nil when it shows all.
  var openEnd: String? { takesNothingAsZero && measured.sawNothing ? nil : measured.openEnd }

  /// How the selector and the suppressions judge each sample.
  func answers(_ selector: SampleSelector) -> [Certainty] {
    let matcher = SelectorMatcher(measured: measured, valueColumn: source.column)
    var answers = matcher.answers(selector)
    if source.kind == .leaked {
      let leaked = matcher.answers(SampleSelector(terms: [.init(condition: .leaked)]))
      for row in answers.indices { answers[row] = answers[row] && leaked[row] }
    }
    for suppression in suppressions {
      let suppressed = matcher.answers(suppression.match)
      for row in answers.indices {
        answers[row] = answers[row] && min(suppressed[row], suppression.certainty).negated
      }
    }
    return answers
  }

  /// The metric with its selector.
  func tally() -> Tally { tally(answers(source.metric.selector)) }

  /// The metric without its selector.
  func total() -> Amount {
    var plain = self
    plain.grouping = nil
    return plain.tally(plain.answers(.all)).amount(of: .all)
  }

  /// The metric over those of its samples that match another selector too.
  func sum(of selector: SampleSelector) -> Amount {
    let matcher = SelectorMatcher(measured: measured, valueColumn: source.column)
    let answers = zip(answers(source.metric.selector), matcher.answers(selector)).map { $0 && $1 }
    return tally(answers).amount(of: .all)
  }

  /// The sum of the sample type over all samples, whatever is made of it.
  func sum() -> Double {
    let answers = answers(.all)
    return answers.indices.reduce(0) { sum, row in
      answers[row] == .no
        ? sum : sum + Double(measured.value(ofSample: row, column: source.column))
    }
  }

  /// The metric over samples that match to some degree.
  func tally(_ answers: [Certainty]) -> Tally {
    switch source.kind {
    case .stackBytes: return Self.whole(measured.memory.stackBytes)
    case .residentBytes: return Self.whole(measured.memory.residentBytes)
    default: break
    }
    let keys = SampleKeys(grouping, of: measured)
    var amounts = [Amount](repeating: Amount(), count: keys.groups.count)
    var isMatched = [Bool](repeating: grouping == nil, count: keys.groups.count)
    for row in answers.indices where answers[row] != .no {
      isMatched[keys.index(ofRow: row)] = true
    }
    switch source.kind {
    case .longestWait: addWaits(answers, keys, to: &amounts)
    case .stacks, .newStacks, .goneStacks: addStacks(answers, keys, to: &amounts)
    default: addValues(answers, keys, to: &amounts)
    }
    if openEnd != nil { for index in amounts.indices { amounts[index].possible = .infinity } }
    return Tally(keys, amounts, matched: isMatched, joinedBy: source.kind.isMaximum ? max : (+))
  }

  private static func whole(_ value: Int64?) -> Tally {
    let amount = Double(value ?? 0)
    return Tally(ofProcess: Amount(sure: amount, possible: amount))
  }

  // MARK: Kinds

  private func addValues(_ answers: [Certainty], _ keys: SampleKeys, to amounts: inout [Amount]) {
    var bytes = [Double](repeating: 0, count: amounts.count)
    let bytesColumn = measured.bytesColumn(ofObjects: source.column)
    for row in answers.indices where answers[row] != .no {
      let key = keys.index(ofRow: row)
      let value = Double(measured.value(ofSample: row, column: source.column))
      amounts[key].possible += value
      if answers[row] == .yes { amounts[key].sure += value }
      if let bytesColumn {
        bytes[key] += Double(measured.value(ofSample: row, column: bytesColumn))
      }
    }
    guard measured.bytesPerSample > 0 else { return }
    for key in amounts.indices {
      amounts[key].rate = rate(objects: amounts[key].possible, bytes: bytes[key], bytesColumn)
    }
  }

  /// The weight of one sampled event: bytes, or the number of objects with those bytes.
  private func rate(objects: Double, bytes: Double, _ bytesColumn: Int?) -> Double {
    if source.valueDimension == .bytes { return measured.bytesPerSample }
    guard bytesColumn != nil, bytes > 0 else { return 0 }
    return measured.bytesPerSample * objects / bytes
  }

  private func addWaits(_ answers: [Certainty], _ keys: SampleKeys, to amounts: inout [Amount]) {
    for row in answers.indices where answers[row] != .no {
      let ages = WaitAges.ages(ofSample: row, in: measured)
      let key = keys.index(ofRow: row)
      amounts[key].possible = max(amounts[key].possible, ages.high)
      if answers[row] == .yes { amounts[key].sure = max(amounts[key].sure, ages.low) }
    }
  }

  /// Stacks with missing names may equal known ones, or each other; with missing addresses too, one may stand for
  /// many.
  private func addStacks(_ answers: [Certainty], _ keys: SampleKeys, to amounts: inout [Amount]) {
    for (stack, answer) in stacks(answers, keys) {
      switch stack.identity {
      case .known:
        amounts[stack.key].possible += 1
        if answer == .yes, !mayExcludeMore { amounts[stack.key].sure += 1 }
      case .open: amounts[stack.key].possible += 1
      case .vague: amounts[stack.key].possible = .infinity
      }
    }
  }

  /// A stack in a group.
  struct KeyedStack: Hashable {
    let key: Int
    let identity: StackIdentity
  }

  /// The distinct stacks of each group; a stack is as sure as the surest of its samples.
  private func stacks(_ answers: [Certainty], _ keys: SampleKeys) -> [KeyedStack: Certainty] {
    var found: [KeyedStack: Certainty] = [:]
    let excluded = excludedHeads
    for row in answers.indices where answers[row] != .no {
      let identity = measured.identity(ofSample: row)
      if excluded.contain(identity) { continue }
      let stack = KeyedStack(key: keys.index(ofRow: row), identity: identity)
      found[stack] = max(found[stack] ?? .no, answers[row])
    }
    return found
  }

  /// The stacks of the profile that surely do not count.
  var excludedHeads: ExcludedHeads {
    ExcludedHeads(isExcluded: excluded.isEmpty ? [] : measured.plain.keys.map(excluded.contains))
  }
}

/// The stacks of a profile that surely do not count.
struct ExcludedHeads {
  /// By head; empty if all count.
  fileprivate let isExcluded: [Bool]

  func contain(_ identity: StackIdentity) -> Bool {
    guard !isExcluded.isEmpty, let head = identity.head else { return false }
    return isExcluded[head]
  }
}

extension MeasuredProfile {
  /// The sample type with the bytes of the objects that another one counts.
  fileprivate func bytesColumn(ofObjects column: Int) -> Int? {
    let name = types[column].name
    guard name.hasSuffix("objects") else { return nil }
    let space = name.dropLast("objects".count) + "space"
    return types.firstIndex { $0.name == space }
  }
}
