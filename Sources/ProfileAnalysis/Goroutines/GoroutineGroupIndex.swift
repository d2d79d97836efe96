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
    _ subject: PreparedProfile, _ plain: PlainStacks, _ traits: GoroutineTraits,
    by grouping: GoroutineGrouping, shown: Int?
  ) {
    var naming = GoroutineGroupNaming(subject.profile, plain, traits, by: grouping)
    let groups = subject.weights.values.indices.map { UInt32(naming.group(ofSample: $0)) }
    (texts, names) = (naming.texts, naming.names)
    counts = Array(repeating: 0, count: names.count)
    for (row, group) in groups.enumerated() {
      counts[Int(group)] = counts[Int(group)].addingClamped(subject.weights.values[row])
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
  private static let noFrame = "(no frame)"

  /// The distinct names, and which of them each group has.
  private(set) var texts: [String] = []
  private(set) var names: [Int] = []
  /// A stack of each group of stacks.
  private var examples: [StackID] = []
  private let profile: Profile
  private let plain: PlainStacks
  private let traits: GoroutineTraits
  private let grouping: GoroutineGrouping
  private let labelKey: StringID?
  /// The group of each head of normalized stacks; nil as long as there is none.
  private var ofHead: [Int?] = []
  /// The group of each name, where that tells groups apart.
  private var ofName: [String: Int] = [:]
  /// The sites as texts, each made once, and where they stand in `texts`.
  private var sites: [StringID: String] = [:]
  private var ofSite: [StringID: Int] = [:]

  init(
    _ profile: Profile, _ plain: PlainStacks, _ traits: GoroutineTraits,
    by grouping: GoroutineGrouping
  ) {
    self.profile = profile
    self.plain = plain
    self.traits = traits
    self.grouping = grouping
    if grouping == .stack { ofHead = Array(repeating: nil, count: plain.headCount) }
    if case .label(let key) = grouping {
      labelKey = profile.strings.place(of: key)
    } else {
      labelKey = nil
    }
  }

  /// The number of a sample's group, a new one for the first of a group.
  mutating func group(ofSample row: Int) -> Int {
    let stack = StackID(profile.sampleTable.stacks[row])
    guard grouping == .stack else {
      let name = name(ofSample: row, stack)
      if let known = ofName[name] { return known }
      ofName[name] = names.count
      texts.append(name)
      return add(texts.count - 1, stack)
    }
    let head = plain.head(of: stack)
    if let known = ofHead[head] { return known }
    ofHead[head] = names.count
    return add(text(ofSite: plain.siteName(of: stack), stack), stack)
  }

  /// Where the name of a site stands in `texts`.
  private mutating func text(ofSite site: StringID, _ stack: StackID) -> Int {
    if let known = ofSite[site] { return known }
    texts.append(self.site(of: stack))
    ofSite[site] = texts.count - 1
    return texts.count - 1
  }

  /// The fingerprint of a group of stacks; 0 for any other group, whose name nothing else has.
  func fingerprint(of group: Int) -> UInt64 {
    grouping == .stack ? plain.fingerprint(of: examples[group]).bits : 0
  }

  private mutating func add(_ name: Int, _ example: StackID) -> Int {
    names.append(name)
    examples.append(example)
    return names.count - 1
  }

  private mutating func name(ofSample row: Int, _ stack: StackID) -> String {
    switch grouping {
    case .stack, .site: site(of: stack)
    case .package: package(of: stack)
    case .state: Self.given(traits.state(ofSample: row)) ?? "(not known)"
    case .createdBy: Self.given(traits.createdBy(ofSample: row)) ?? "(not known)"
    case .wait: WaitStep.name(ofMinutes: traits.wait(ofSample: row))
    case .label: Self.given(labelText(ofSample: row)) ?? "(none)"
    }
  }

  private static func given(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }

  private mutating func site(of stack: StackID) -> String {
    let site = plain.siteName(of: stack)
    if let known = sites[site] { return known }
    let name = site == .empty ? Self.noFrame : plain.names[site]
    sites[site] = name
    return name
  }

  private mutating func package(of stack: StackID) -> String {
    let site = site(of: stack)
    if plain.isUnknown[Int(plain.siteName(of: stack).index)] { return site }
    return PackageName.of(site) ?? site
  }

  private func labelText(ofSample row: Int) -> String? {
    labelKey.flatMap {
      profile.labelText($0, of: LabelSetID(profile.sampleTable.labelSets[row]))
    }
  }
}

/// Waits in steps that tell a pause from a leak.
enum WaitStep {
  private static let steps: [(below: Int64, name: String)] = [
    (5, "1 to 4 minutes"), (10, "5 to 9 minutes"), (30, "10 to 29 minutes"),
    (60, "30 to 59 minutes"), (360, "1 to 5 hours"), (1440, "6 to 23 hours"),
    (.max, "a day or more"),
  ]

  /// The step that a number of minutes belongs to.
  static func name(ofMinutes minutes: Int64?) -> String {
    guard let minutes else { return "(not known)" }
    return steps.first { minutes < $0.below }?.name ?? "a day or more"
  }
}
