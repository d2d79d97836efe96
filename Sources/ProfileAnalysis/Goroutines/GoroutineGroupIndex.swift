import ProfileModel

/// Which group each sample belongs to, and what the groups count: all that their order needs.
struct GoroutineGroupIndex: Sendable {
  /// The names of the groups, in the order their first samples stand.
  private(set) var names: [String] = []
  /// How many goroutines each group has.
  private(set) var counts: [Int64] = []
  /// The groups, by falling count, then by name, then by fingerprint.
  private(set) var ranked: [Int] = []
  /// The samples of all groups, one group behind the other.
  private var rows: [UInt32] = []
  /// Where each group's samples end in `rows`.
  private var ends: [Int] = []

  /// Puts all samples into groups.
  init(
    _ subject: PreparedProfile, _ plain: PlainStacks, _ traits: GoroutineTraits,
    by grouping: GoroutineGrouping
  ) {
    var naming = GoroutineGroupNaming(subject.profile, plain, traits, by: grouping)
    let groups = subject.weights.values.indices.map { UInt32(naming.group(ofSample: $0)) }
    names = naming.names
    counts = Array(repeating: 0, count: names.count)
    for (row, group) in groups.enumerated() {
      counts[Int(group)] = counts[Int(group)].addingClamped(subject.weights.values[row])
    }
    sortRows(groups)
    rank(naming.fingerprints)
  }

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

  private mutating func rank(_ fingerprints: [UInt64]) {
    ranked = names.indices.sorted { left, right in
      if counts[left] != counts[right] { return counts[left] > counts[right] }
      if names[left] != names[right] { return names[left] < names[right] }
      return fingerprints[left] < fingerprints[right]
    }
  }
}

/// Finds the group of a sample and its name.
private struct GoroutineGroupNaming {
  private static let noFrame = "(no frame)"

  private(set) var names: [String] = []
  /// The fingerprint of each group of stacks; 0 for any other group.
  private(set) var fingerprints: [UInt64] = []
  private let profile: Profile
  private let plain: PlainStacks
  private let traits: GoroutineTraits
  private let grouping: GoroutineGrouping
  private let labelKey: StringID?
  private var ofFingerprint: [UInt64: Int] = [:]
  private var ofName: [String: Int] = [:]
  /// The sites as texts, each made once.
  private var sites: [StringID: String] = [:]

  init(
    _ profile: Profile, _ plain: PlainStacks, _ traits: GoroutineTraits,
    by grouping: GoroutineGrouping
  ) {
    self.profile = profile
    self.plain = plain
    self.traits = traits
    self.grouping = grouping
    if case .label(let key) = grouping {
      labelKey = profile.strings.place(of: key)
    } else {
      labelKey = nil
    }
  }

  /// The number of a sample's group, a new one for the first of a group.
  mutating func group(ofSample row: Int) -> Int {
    let stack = StackID(profile.samples.stacks[row])
    guard grouping == .stack else {
      let name = name(ofSample: row, stack)
      if let known = ofName[name] { return known }
      ofName[name] = names.count
      return add(name, fingerprint: 0)
    }
    let fingerprint = plain.fingerprint(of: stack).bits
    if let known = ofFingerprint[fingerprint] { return known }
    ofFingerprint[fingerprint] = names.count
    return add(site(of: stack), fingerprint: fingerprint)
  }

  private mutating func add(_ name: String, fingerprint: UInt64) -> Int {
    names.append(name)
    fingerprints.append(fingerprint)
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
      profile.labelText($0, of: LabelSetID(profile.samples.labelSets[row]))
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
