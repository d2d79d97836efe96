import ProfileAnalysis
import ProfileModel

/// Finds the stacks behind a number.
struct StackRanking {
  private let measurer: Measurer
  private let measured: MeasuredProfile
  private let limit: Int
  /// Which samples match, and in which groups they are.
  private let answers: [Certainty]
  private let keys: SampleKeys

  /// - `limit`: how many stacks to give.
  init(_ measurer: Measurer, limit: Int) {
    self.measurer = measurer
    measured = measurer.measured
    self.limit = limit
    answers = measurer.answers(measurer.source.metric.selector)
    keys = SampleKeys(measurer.grouping, of: measured)
  }

  /// The sums over the samples of a stack.
  private struct Gathered {
    var value = 0.0
    var states: [String: Double] = [:]
    var minutes: Int64?
    /// A sample of it.
    let row: Int

    mutating func add(_ value: Double, _ traits: GoroutineTraits, _ row: Int) {
      self.value += value
      if let state = traits.state(ofSample: row) { states[state, default: 0] += value }
      if let wait = traits.wait(ofSample: row) { minutes = max(minutes ?? 0, wait) }
    }
  }

  /// The heaviest stacks among the samples that match in a group.
  ///
  /// - `before`: the values of an earlier moment, if stacks are compared with it: then those come first that have
  ///   grown most.
  func stacks(in group: SampleGroup, before: [StackKey: Double]? = nil) -> [VerdictStack] {
    let keys = before == nil ? [] : measured.plain.keys
    var best = Heaviest(limit, isHeavier)
    for (identity, stack) in gather(group) {
      // Without names a stack cannot be found in an earlier profile.
      let before = identity.head.flatMap { head in before.map { $0[keys[head]] ?? 0 } }
      best.add(Ranked(stack: stack, isKnown: identity.head != nil, before: before))
    }
    return best.sorted.map(verdictStack)
  }

  /// The sum of each stack whose names are known.
  func values(in group: SampleGroup) -> [StackKey: Double] {
    let keys = measured.plain.keys
    var values: [StackKey: Double] = [:]
    for (identity, stack) in gather(group) {
      if let head = identity.head { values[keys[head]] = stack.value }
    }
    return values
  }

  /// The stacks with certain keys.
  func stacks(_ wanted: Set<StackKey>, in group: SampleGroup) -> [StackKey: VerdictStack] {
    let keys = measured.plain.keys
    var stacks: [StackKey: VerdictStack] = [:]
    for (identity, stack) in gather(group) {
      guard let head = identity.head, wanted.contains(keys[head]) else { continue }
      stacks[keys[head]] = verdictStack(Ranked(stack: stack, isKnown: true, before: nil))
    }
    return stacks
  }

  /// The function that started most goroutines of a stack, and where; nil where the profile does not record it.
  ///
  /// - `frames`: the names of the stack, leaf first.
  func creator(
    of frames: [String], in group: SampleGroup
  ) -> (name: String, sources: [String])? {
    var creators: [String: Double] = [:]
    var sources: [String: [String]] = [:]
    let (stackKeys, wanted) = (measured.plain.keys, StackKey(names: frames))
    for row in rows(of: group) {
      guard let name = measured.traits.createdBy(ofSample: row),
        let head = measured.identity(ofSample: row).head, stackKeys[head] == wanted
      else { continue }
      creators[name, default: 0] += Double(
        measured.value(ofSample: row, column: measurer.source.column))
      sources[name, default: []] += measured.creatorSources(ofSample: row, name)
        .filter { !sources[name, default: []].contains($0) }
    }
    return creators.max { ($0.value, $1.key) < ($1.value, $0.key) }
      .map { ($0.key, Array(sources[$0.key, default: []].prefix(CreatorSources.limit))) }
  }

  private func gather(_ group: SampleGroup) -> [StackIdentity: Gathered] {
    var gathered: [StackIdentity: Gathered] = [:]
    let excluded = measurer.excludedHeads
    for row in rows(of: group) {
      let identity = measured.identity(ofSample: row)
      if excluded.contain(identity) { continue }
      let value = Double(measured.value(ofSample: row, column: measurer.source.column))
      gathered[identity, default: Gathered(row: row)].add(value, measured.traits, row)
    }
    return gathered.filter { $0.value.value != 0 }
  }

  /// The samples that match in a group.
  private func rows(of group: SampleGroup) -> [Int] {
    let isMeant = keys.groups.map(group.hasName)
    return answers.indices.filter { answers[$0] != .no && isMeant[keys.index(ofRow: $0)] }
  }

  // MARK: Order

  /// A stack with what it is compared by.
  private struct Ranked {
    let stack: Gathered
    /// Whether all its names are known.
    let isKnown: Bool
    let before: Double?

    var growth: Double { stack.value - (before ?? 0) }
  }

  /// The longest wait, where that is asked for, and then the largest value come first; among equals names decide.
  private func isHeavier(_ left: Ranked, _ right: Ranked) -> Bool {
    if measurer.source.kind == .longestWait, left.stack.minutes != right.stack.minutes {
      return left.stack.minutes ?? 0 > right.stack.minutes ?? 0
    }
    if left.growth != right.growth { return left.growth > right.growth }
    return precedes(left.stack.row, right.stack.row)
  }

  /// Whether the stack of one sample comes before another's by the names of its frames, leaf first.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let plain = measured.plain
    let (one, other) = (frames(left), frames(right))
    for (name, otherName) in zip(one, other) where name != otherName {
      return plain.names.precedes(StringID(name), StringID(otherName))
    }
    return one.count != other.count ? one.count < other.count : left < right
  }

  private func frames(_ row: Int) -> FrameColumn.SubSequence {
    measured.plain.names(inStack: StackID(measured.profile.sampleTable.stacks[row]))
  }

  private func verdictStack(_ ranked: Ranked) -> VerdictStack {
    let (stack, plain) = (ranked.stack, measured.plain)
    let profileStack = StackID(measured.profile.sampleTable.stacks[stack.row])
    let (file, line) = source(plain.siteLine(of: profileStack, in: measured.profile))
    let state = stack.states.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return VerdictStack(
      fingerprint: ranked.isKnown ? plain.fingerprint(of: profileStack).description : nil,
      site: plain.site(of: profileStack), isSiteKnown: plain.isSiteKnown(profileStack),
      value: stack.value, before: ranked.before, state: state, minutes: stack.minutes, file: file,
      line: line, frames: plain.names(of: measured.plainStack(ofSample: stack.row)))
  }

  private func source(_ line: Int?) -> (file: String, line: Int64) {
    guard let line else { return ("", 0) }
    let function = FunctionID(measured.profile.locations.lineFunctions[line])
    let file = measured.profile.functions.filename(of: function)
    return (measured.profile.strings[file], measured.profile.locations.lineNumbers[line])
  }
}

extension MeasuredProfile {
  /// Where the goroutines of a sample were created.
  fileprivate func creatorSources(ofSample row: Int, _ creator: String) -> [String] {
    let stack = StackID(profile.sampleTable.stacks[row])
    let functions = profile.stacks.frames[profile.stacks.frames(of: stack)].flatMap {
      profile.locations.lineFunctions[profile.locations.lines(of: LocationID($0))]
    }
    let names = functions.lazy.map {
      profile.strings.bytes(of: profile.functions.name(of: FunctionID($0)))
    }
    return creatorSources.sources(names: names, creator: Array(creator.utf8)[...])
  }
}
