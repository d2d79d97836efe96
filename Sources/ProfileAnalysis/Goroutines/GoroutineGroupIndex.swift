import ProfileModel

/// Which group each sample belongs to, and what the groups count: all that their order needs.
struct GoroutineGroupIndex: Sendable {
  /// The distinct names of groups, and which of them each group has, in the order their first samples stand.
  private var texts: [String] = []
  private var names: [Int] = []
  /// How many goroutines each group has.
  private(set) var counts: [Int64] = []
  /// The groups, by falling count, then by name, then by fingerprint as far as they are shown.
  private(set) var ranked: [Int] = []
  /// The samples of all groups, one group behind the other.
  private var rows: [UInt32] = []
  /// Where each group's samples end in `rows`.
  private var ends: [Int] = []

  /// Puts all samples into groups.
  ///
  /// - `shown`: how many groups are looked at; nil for all.
  init(
    _ view: ProfileView, _ plain: NormalizedStacks, _ traits: GoroutineTraits,
    by dimension: SampleDimension, shown: Int?
  ) {
    var naming = GoroutineGroupNaming(view.profile, plain, traits, by: dimension)
    let groups = view.weights.values.indices.map { UInt32(naming.group(ofSample: $0)) }
    (texts, names) = (naming.texts, naming.names)
    counts = Array(repeating: 0, count: names.count)
    for (row, group) in groups.enumerated() {
      counts[Int(group)] = counts[Int(group)].addingClamped(view.weights.values[row])
    }
    sortRows(groups)
    rank(naming, shown: shown ?? names.count)
  }

  /// A group's name.
  func name(of group: Int) -> String { texts[names[group]] }

  /// The samples of a group, in their order.
  func rows(of group: Int) -> ArraySlice<UInt32> {
    rows[(group == 0 ? 0 : ends[group - 1])..<ends[group]]
  }

  private mutating func sortRows(_ groups: [UInt32]) {
    var next = Array(repeating: 0, count: names.count)
    for group in groups { next[Int(group)] += 1 }
    var sum = 0
    for group in next.indices {
      (next[group], sum) = (sum, sum + next[group])
    }
    rows = Array(repeating: 0, count: groups.count)
    for (row, group) in groups.enumerated() {
      rows[next[Int(group)]] = UInt32(row)
      next[Int(group)] += 1
    }
    ends = next
  }

  private mutating func rank(_ naming: GoroutineGroupNaming, shown: Int) {
    var ranks = [Int](repeating: 0, count: texts.count)
    for (rank, text) in texts.indices.sorted(by: { texts[$0] < texts[$1] }).enumerated() {
      ranks[text] = rank
    }
    let (counts, names) = (counts, names)
    ranked = names.indices.sorted { left, right in
      if counts[left] != counts[right] { return counts[left] > counts[right] }
      if names[left] != names[right] { return ranks[names[left]] < ranks[names[right]] }
      return left < right
    }
    sortEqualGroups(naming, shown: shown)
  }

  /// Puts groups of equal counts and names into the order of their fingerprints, which take some time: only
  /// those that are shown.
  private mutating func sortEqualGroups(_ naming: GoroutineGroupNaming, shown: Int) {
    var start = 0
    while start < min(shown, ranked.count) {
      let first = ranked[start]
      var end = start + 1
      while end < ranked.count, counts[ranked[end]] == counts[first],
        names[ranked[end]] == names[first]
      { end += 1 }
      if end > start + 1 {
        ranked[start..<end].sort { naming.fingerprint(of: $0) < naming.fingerprint(of: $1) }
      }
      start = end
    }
  }
}

/// Finds the group of a sample and its name.
private struct GoroutineGroupNaming {
  /// What groups are called.
  private var keys: DimensionKeys
  /// Which of the texts is the name of each group.
  private(set) var names: [Int] = []
  /// A stack of each group of stacks.
  private var examples: [StackID] = []
  private let stacks: [UInt32]
  private let plain: NormalizedStacks
  private let isOfStacks: Bool
  /// The group of each head of normalized stacks, or of each text; nil if there is none yet.
  private var groups: [Int?] = []

  init(
    _ profile: Profile, _ plain: NormalizedStacks, _ traits: GoroutineTraits,
    by dimension: SampleDimension
  ) {
    keys = DimensionKeys(dimension, of: profile, plain, traits)
    stacks = profile.sampleTable.stacks
    self.plain = plain
    isOfStacks = dimension == .stack
    if isOfStacks { groups = Array(repeating: nil, count: plain.stacks.count) }
  }

  /// The distinct names.
  var texts: [String] { keys.texts }

  /// The number of a sample's group, a new one for the first of a group.
  mutating func group(ofSample row: Int) -> Int {
    let stack = StackID(stacks[row])
    guard isOfStacks else {
      let key = keys.key(ofSample: row)
      if key == groups.count { groups.append(nil) }
      return group(key) { _ in key }
    }
    return group(plain.head(of: stack)) {
      $0.examples.append(stack)
      return $0.keys.key(ofSample: row)
    }
  }

  private mutating func group(_ index: Int, _ name: (inout Self) -> Int) -> Int {
    if let known = groups[index] { return known }
    names.append(name(&self))
    groups[index] = names.count - 1
    return names.count - 1
  }

  /// The fingerprint of a group of stacks; 0 for any other group, whose name nothing else has.
  func fingerprint(of group: Int) -> UInt64 {
    isOfStacks ? plain.fingerprint(of: examples[group]).bits : 0
  }
}
