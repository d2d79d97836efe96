import ProfileAnalysis
import ProfileModel

/// Finds the stacks behind a number.
struct StackRanking {
  private let measurer: Measurer
  private let subject: MeasuredProfile
  private let limit: Int

  /// - `limit`: how many stacks to give.
  init(_ measurer: Measurer, limit: Int) {
    self.measurer = measurer
    subject = measurer.subject
    self.limit = limit
  }

  /// What is gathered of the samples of a stack.
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
  /// - `before`: the values of an earlier moment by fingerprint, if stacks are compared with it:
  ///   then those come first that have grown most.
  func stacks(in group: String, before: [Fingerprint: Double]? = nil) -> [StackEvidence] {
    let evidence = gather(group).map { identity, stack in
      // Without names nobody knows what a stack was before.
      let before = identity.fingerprint.flatMap { known in before.map { $0[known] ?? 0 } }
      return self.evidence(stack, identity, before: before)
    }
    return Array(evidence.sorted(by: isHeavier).prefix(limit))
  }

  /// The sum of each stack, by fingerprint.
  func values(in group: String) -> [Fingerprint: Double] {
    var values: [Fingerprint: Double] = [:]
    for (identity, stack) in gather(group) {
      if let fingerprint = identity.fingerprint { values[fingerprint] = stack.value }
    }
    return values
  }

  /// The function that started most goroutines of a stack, and where; nil where the profile does not tell.
  func creator(
    of fingerprint: String, in group: String
  ) -> (name: String, places: [String])? {
    var creators: [String: Double] = [:]
    var places: [String: [String]] = [:]
    let answers = measurer.answers(measurer.source.metric.selector)
    let keys = SampleKeys(measurer.grouping, of: subject)
    for row in answers.indices
    where answers[row] != .no && keys.groups[keys.rows[row]].name == group {
      guard let name = subject.traits.createdBy(ofSample: row),
        subject.identity(ofSample: row).fingerprint?.description == fingerprint
      else { continue }
      creators[name, default: 0] += Double(
        subject.value(ofSample: row, column: measurer.source.column))
      places[name, default: []] += subject.creatorPlaces(ofSample: row, name)
        .filter { !places[name, default: []].contains($0) }
    }
    return creators.max { ($0.value, $1.key) < ($1.value, $0.key) }
      .map { ($0.key, Array(places[$0.key, default: []].prefix(CreatorPlaces.limit))) }
  }

  private func gather(_ group: String) -> [StackIdentity: Gathered] {
    let answers = measurer.answers(measurer.source.metric.selector)
    let keys = SampleKeys(measurer.grouping, of: subject)
    var gathered: [StackIdentity: Gathered] = [:]
    for row in answers.indices
    where answers[row] != .no && keys.groups[keys.rows[row]].name == group {
      let identity = subject.identity(ofSample: row)
      if measurer.isExcluded(identity) { continue }
      let value = Double(subject.value(ofSample: row, column: measurer.source.column))
      gathered[identity, default: Gathered(row: row)].add(value, subject.traits, row)
    }
    return gathered.filter { $0.value.value != 0 }
  }

  /// The longest wait, where that is asked for, and then the largest value come first.
  private func isHeavier(_ left: StackEvidence, _ right: StackEvidence) -> Bool {
    if measurer.source.kind == .longestWait, left.minutes != right.minutes {
      return left.minutes ?? 0 > right.minutes ?? 0
    }
    let (one, other) = (left.value - (left.before ?? 0), right.value - (right.before ?? 0))
    if one != other { return one > other }
    let (first, second) = (left.fingerprint ?? "", right.fingerprint ?? "")
    return first != second
      ? first < second : left.frames.lexicographicallyPrecedes(right.frames)
  }

  private func evidence(
    _ stack: Gathered, _ identity: StackIdentity, before: Double?
  ) -> StackEvidence {
    let profileStack = StackID(subject.profile.sampleTable.stacks[stack.row])
    let (file, line) = place(subject.plain.siteLines[Int(profileStack.index)])
    let state = stack.states.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return StackEvidence(
      fingerprint: identity.fingerprint?.description, site: subject.plain.site(of: profileStack),
      isSiteKnown: subject.plain.isSiteKnown(profileStack), value: stack.value, before: before,
      state: state, minutes: stack.minutes, file: file, line: line,
      frames: subject.plain.names(of: subject.plainStack(ofSample: stack.row)))
  }

  private func place(_ line: Int?) -> (file: String, line: Int64) {
    guard let line else { return ("", 0) }
    let function = FunctionID(subject.profile.locations.lineFunctions[line])
    let file = subject.profile.functions.filename(of: function)
    return (subject.profile.strings[file], subject.profile.locations.lineNumbers[line])
  }
}

extension MeasuredProfile {
  /// Where the goroutines of a sample were created.
  fileprivate func creatorPlaces(ofSample row: Int, _ creator: String) -> [String] {
    let stack = StackID(profile.sampleTable.stacks[row])
    let functions = profile.stacks.frames[profile.stacks.frames(of: stack)].flatMap {
      profile.locations.lineFunctions[profile.locations.lines(of: LocationID($0))]
    }
    let names = functions.lazy.map {
      profile.strings.bytes(of: profile.functions.name(of: FunctionID($0)))
    }
    return creatorPlaces.places(names: names, creator: Array(creator.utf8)[...])
  }
}
