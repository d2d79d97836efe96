package import ProfileModel

/// Facts about each sample besides its stack: state, age, creator, whether it is leaked.
///
/// It comes from the reserved labels; a state also from the leaf frames of a goroutine profile.
package struct GoroutineTraits: Sendable {
  /// The facts in a set of labels.
  private struct Labels: Sendable {
    var state: String?
    var wait: Int64?
    var createdBy: String?
    var isLeaked = false
    var isLocked = false
  }

  private let ofLabelSet: [Labels]
  private let ofStack: [String?]
  private let samples: SampleTable

  /// Works out the traits of all samples of a profile.
  package init(_ profile: Profile) { self.init(profile, WaitStates(profile)) }

  /// - `states`: what its stacks show, or showed before frames were left out.
  init(_ profile: Profile, _ states: WaitStates) {
    samples = profile.sampleTable
    ofLabelSet = (0..<profile.labelSets.count).map {
      Self.traits(of: LabelSetID(UInt32($0)), in: profile)
    }
    ofStack = states.ofStack
  }

  private static func traits(of set: LabelSetID, in profile: Profile) -> Labels {
    var traits = Labels()
    for label in profile.labelSets.labels(of: set) {
      switch (ReservedLabel(rawValue: profile.strings[label.key]), label.value) {
      case (.state, .text(let text)): traits.state = profile.strings[text]
      case (.wait, .number(let minutes, _)): traits.wait = minutes
      case (.createdBy, .text(let text)): traits.createdBy = profile.strings[text]
      case (.leaked, .text(let text)): traits.isLeaked = profile.strings[text] == "true"
      case (.locked, .text(let text)): traits.isLocked = profile.strings[text] == "true"
      default: continue
      }
    }
    return traits
  }

  private func labels(ofSample row: Int) -> Labels { ofLabelSet[Int(samples.labelSets[row])] }

  /// A sample's state as a dump says it or its leaf frames show it; nil when neither does.
  package func state(ofSample row: Int) -> String? {
    labels(ofSample: row).state ?? ofStack[Int(samples.stacks[row])]
  }

  /// The least number of whole minutes that a sample has waited; nil if not recorded.
  package func wait(ofSample row: Int) -> Int64? { ofLabelSet[Int(samples.labelSets[row])].wait }

  /// The function that started a sample's goroutine; nil if not recorded.
  package func createdBy(ofSample row: Int) -> String? { labels(ofSample: row).createdBy }

  /// Whether a dump marks a sample as leaked.
  package func isMarkedLeaked(sample row: Int) -> Bool { labels(ofSample: row).isLeaked }

  /// Whether a dump says that a sample is locked to its thread.
  package func isLocked(sample row: Int) -> Bool { labels(ofSample: row).isLocked }
}
