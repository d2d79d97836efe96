import ProfileModel

/// Puts samples into groups one by one.
struct GoroutineGroupBuilder {
  /// What is counted of a group on the way.
  private struct Tally {
    var group: GoroutineGroups.Group
    var states: [String: Int64] = [:]
    var creators: [String: Int64] = [:]
    /// The count of each plain stack, and a stack of the profile that has it.
    var stacks: [StackID: (count: Int64, example: StackID)] = [:]
  }

  private let profile: Profile
  private let plain: PlainStacks
  private let traits: GoroutineTraits
  private let grouping: GoroutineGrouping
  private let labelKey: StringID?
  private var tallies: [Tally] = []
  private var places: [String: Int] = [:]

  init(_ subject: PreparedProfile, by grouping: GoroutineGrouping) {
    profile = subject.profile
    plain = PlainStacks(profile)
    traits = GoroutineTraits(profile)
    self.grouping = grouping
    if case .label(let key) = grouping {
      labelKey = profile.strings.place(of: key)
    } else {
      labelKey = nil
    }
  }

  /// Adds a sample with what it counts for.
  mutating func add(_ row: Int, _ count: Int64) {
    let stack = StackID(profile.samples.stacks[row])
    let place = place(of: row, stack)
    let plainStack = plain.rows[Int(stack.index)]
    tallies[place].group.count = tallies[place].group.count.addingClamped(count)
    let earlier = tallies[place].stacks[plainStack] ?? (0, stack)
    tallies[place].stacks[plainStack] = (earlier.count.addingClamped(count), earlier.example)
    if let state = traits.state(ofSample: row) {
      tallies[place].states[state, default: 0] = (tallies[place].states[state] ?? 0).addingClamped(
        count)
    }
    if let creator = traits.createdBy(ofSample: row) {
      tallies[place].creators[creator, default: 0] =
        (tallies[place].creators[creator] ?? 0).addingClamped(count)
    }
    if let wait = traits.wait(ofSample: row) {
      tallies[place].group.longestWait = max(tallies[place].group.longestWait ?? wait, wait)
    }
    if traits.isMarkedLeaked(sample: row) {
      tallies[place].group.leaked = tallies[place].group.leaked.addingClamped(count)
    }
  }

  private mutating func place(of row: Int, _ stack: StackID) -> Int {
    let (key, name) = key(of: row, stack)
    if let place = places[key] { return place }
    places[key] = tallies.count
    tallies.append(Tally(group: .init(name: name)))
    return tallies.count - 1
  }

  /// What tells a sample's group from others, and the group's name.
  private func key(of row: Int, _ stack: StackID) -> (key: String, name: String) {
    let name: String
    switch grouping {
    case .stack:
      let site = plain.site(of: stack)
      return (plain.fingerprint(of: stack).description, site.isEmpty ? Self.noFrame : site)
    case .site: name = plain.site(of: stack)
    case .package:
      let site = plain.site(of: stack)
      name = PackageName.of(site) ?? site
    case .state: name = traits.state(ofSample: row) ?? "(not known)"
    case .createdBy: name = traits.createdBy(ofSample: row) ?? "(not known)"
    case .wait: name = WaitStep.name(ofMinutes: traits.wait(ofSample: row))
    case .label: name = labelText(ofSample: row) ?? "(none)"
    }
    return name.isEmpty ? (Self.noFrame, Self.noFrame) : (name, name)
  }

  private static let noFrame = "(no frame)"

  private func labelText(ofSample row: Int) -> String? {
    guard let labelKey else { return nil }
    let labels = profile.labelSets.labels(of: LabelSetID(profile.samples.labelSets[row]))
    guard let label = labels.first(where: { $0.key == labelKey }) else { return nil }
    switch label.value {
    case .text(let text): return profile.strings[text]
    case .number(let number, let unit):
      return profile.strings.isEmpty(unit) ? "\(number)" : "\(number) \(profile.strings[unit])"
    }
  }

  /// The groups, by falling count and then by name.
  func finish() -> [GoroutineGroups.Group] {
    tallies.map(group).sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      if left.name != right.name { return left.name < right.name }
      return (left.fingerprint?.bits ?? 0) < (right.fingerprint?.bits ?? 0)
    }
  }

  private func group(of tally: Tally) -> GoroutineGroups.Group {
    var group = tally.group
    group.states = Self.ranked(tally.states)
    group.creators = Self.ranked(tally.creators)
    group.stackCount = tally.stacks.count
    guard
      let most = tally.stacks.max(by: {
        ($0.value.count, $1.key.index) < ($1.value.count, $0.key.index)
      })
    else { return group }
    let example = most.value.example
    group.fingerprint = plain.fingerprint(of: example)
    group.site = plain.site(of: example)
    group.siteFrame = plain.siteLines[Int(example.index)].map(frame)
    group.example = exampleFrames(of: example)
    return group
  }

  private static func ranked(_ counts: [String: Int64]) -> [(name: String, count: Int64)] {
    counts.map { (name: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name
    }
  }

  /// The frames of a stack as the profile has them, without those that no plain stack has.
  private func exampleFrames(of stack: StackID) -> [GoroutineGroups.Frame] {
    let locations = profile.stacks.frames[profile.stacks.frames(of: stack)]
    let frames = locations.lazy.flatMap { profile.locations.lines(of: LocationID($0)) }.map(frame)
    return frames.filter { PlainName.of($0.function, file: $0.file) != nil }
  }

  private func frame(_ line: Int) -> GoroutineGroups.Frame {
    let function = FunctionID(profile.locations.lineFunctions[line])
    return .init(
      function: profile.strings[profile.functions.name(of: function)],
      file: profile.strings[profile.functions.filename(of: function)],
      line: profile.locations.lineNumbers[line])
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
