import ProfileModel

/// Works out what is known about one group from its samples.
struct GoroutineGroupBuilder {
  private let profile: Profile
  private let plain: NormalizedStacks
  private let traits: GoroutineTraits
  private var group: GoroutineGroups.Group
  private var states: [String: Int64] = [:]
  private var creators: [String: Int64] = [:]
  /// The count of each set of labels.
  private var labelSets: [UInt32: Int64] = [:]
  /// The count of each normalized stack, and a stack of the profile that has it.
  private var stacks: [StackID: (count: Int64, example: StackID)] = [:]

  init(name: String, _ profile: Profile, _ plain: NormalizedStacks, _ traits: GoroutineTraits) {
    group = .init(name: name)
    self.profile = profile
    self.plain = plain
    self.traits = traits
  }

  /// Adds a sample with what it counts for.
  mutating func add(_ row: Int, _ count: Int64) {
    let stack = StackID(profile.sampleTable.stacks[row])
    let plainStack = plain.rows[Int(stack.index)]
    group.count = group.count.addingClamped(count)
    let earlier = stacks[plainStack] ?? (0, stack)
    stacks[plainStack] = (earlier.count.addingClamped(count), earlier.example)
    let labels = profile.sampleTable.labelSets[row]
    labelSets[labels] = (labelSets[labels] ?? 0).addingClamped(count)
    if let state = traits.state(ofSample: row) {
      states[state] = (states[state] ?? 0).addingClamped(count)
    }
    if let creator = traits.createdBy(ofSample: row) {
      creators[creator] = (creators[creator] ?? 0).addingClamped(count)
    }
    if let wait = traits.wait(ofSample: row) {
      group.longestWait = max(group.longestWait ?? wait, wait)
    }
    if traits.isMarkedLeaked(sample: row) { group.leaked = group.leaked.addingClamped(count) }
  }

  /// The group.
  func finish() -> GoroutineGroups.Group {
    var group = group
    group.states = Self.ranked(states)
    group.creators = Self.ranked(creators)
    group.labels = Self.ranked(labels)
    group.stackCount = stacks.count
    guard
      let most = stacks.max(by: {
        ($0.value.count, $1.key.index) < ($1.value.count, $0.key.index)
      })
    else { return group }
    let example = most.value.example
    if plain.isNamed[Int(most.key.index)] { group.fingerprint = plain.fingerprint(of: example) }
    group.site = plain.site(of: example)
    group.siteFrame = plain.siteLine(of: example, in: profile).map(frame)
    group.example = exampleFrames(of: example)
    return group
  }

  /// The count of each label that is the program's own.
  private var labels: [String: Int64] {
    var labels: [String: Int64] = [:]
    for (set, count) in labelSets {
      for label in profile.labelSets.labels(of: LabelSetID(set)) {
        let key = profile.strings[label.key]
        guard ReservedLabel(rawValue: key) == nil else { continue }
        let name = "\(key):\(text(label.value))"
        labels[name] = (labels[name] ?? 0).addingClamped(count)
      }
    }
    return labels
  }

  private func text(_ value: Label.Value) -> String {
    switch value {
    case .text(let text): profile.strings[text]
    case .number(let number, let unit): ValueText(profile.strings[unit]).text(number)
    }
  }

  private static func ranked(_ counts: [String: Int64]) -> [(name: String, count: Int64)] {
    counts.map { (name: $0.key, count: $0.value) }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name
    }
  }

  /// The frames of a stack as the profile has them, without those that no normalized stack has.
  private func exampleFrames(of stack: StackID) -> [GoroutineGroups.Frame] {
    var frames: [GoroutineGroups.Frame] = []
    plain.frameNames.forEachFrame(of: stack) { role, line in
      switch role {
      case .hidden, .nameless: break
      case .elision: if let line { frames.append(frame(line)) }
      case .plain(let name): frames.append(frame(line, called: name))
      }
      return true
    }
    return frames
  }

  /// A frame; one without a name gets its stand-in.
  private func frame(_ line: Int?, called name: StringID) -> GoroutineGroups.Frame {
    // The method by its name alone would copy this builder for each frame.
    let known = line.map { frame($0) }
    if let known, !known.function.isEmpty { return known }
    return .init(function: plain.names[name], file: known?.file ?? "", line: known?.line ?? 0)
  }

  private func frame(_ line: Int) -> GoroutineGroups.Frame {
    let function = FunctionID(profile.locations.lineFunctions[line])
    return .init(
      function: profile.strings[profile.functions.name(of: function)],
      file: profile.strings[profile.functions.filename(of: function)],
      line: profile.locations.lineNumbers[line])
  }
}
