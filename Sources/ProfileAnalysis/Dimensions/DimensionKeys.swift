package import ProfileModel

/// The key that each sample has in a dimension in which it has one: texts, and which of them is whose.
package struct DimensionKeys {
  /// The keys of a stack without a frame, of a missing label, and of facts that the source does not record.
  package static let noFrame = "(no frame)"
  static let none = "(none)"
  static let notKnown = "(not known)"

  /// The distinct texts, in the order of first sight.
  package private(set) var texts: [String] = []
  private let dimension: SampleDimension
  private let profile: Profile
  private let plain: NormalizedStacks
  private let traits: GoroutineTraits
  private let label: StringID?
  private var ofText: [String: Int] = [:]
  /// The keys of sites, which many stacks share.
  private var ofSite: [StringID: Int] = [:]

  package init(
    _ dimension: SampleDimension, of profile: Profile, _ plain: NormalizedStacks,
    _ traits: GoroutineTraits
  ) {
    self.dimension = dimension
    self.profile = profile
    self.plain = plain
    self.traits = traits
    if case .label(let key) = dimension {
      label = profile.strings.id(of: key)
    } else {
      label = nil
    }
  }

  /// The key of a sample, as an index in `texts`. Stacks are called by their sites.
  package mutating func key(ofSample row: Int) -> Int {
    switch dimension {
    case .state: key(of: Self.given(traits.state(ofSample: row)) ?? Self.notKnown)
    case .createdBy: key(of: Self.given(traits.createdBy(ofSample: row)) ?? Self.notKnown)
    case .wait: key(of: WaitStep.name(ofMinutes: traits.wait(ofSample: row)))
    case .label: key(of: Self.name(ofLabel: labelText(ofSample: row)))
    default: key(ofStack: StackID(profile.sampleTable.stacks[row]))
    }
  }

  /// The name of a label's value, which a sample may lack.
  package static func name(ofLabel value: String?) -> String { given(value) ?? none }

  private static func given(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }

  private func labelText(ofSample row: Int) -> String? {
    label.flatMap { profile.labelText($0, of: LabelSetID(profile.sampleTable.labelSets[row])) }
  }

  private mutating func key(ofStack stack: StackID) -> Int {
    let site = plain.siteName(of: stack)
    if let known = ofSite[site] { return known }
    let key = key(of: Self.name(ofSiteOf: stack, dimension, plain))
    ofSite[site] = key
    return key
  }

  /// The name of a stack's site: itself, or its package.
  package static func name(
    ofSiteOf stack: StackID, _ dimension: SampleDimension, _ plain: NormalizedStacks
  ) -> String {
    let site = plain.siteName(of: stack)
    guard site != .empty else { return noFrame }
    let name = plain.names[site]
    guard dimension == .package, !plain.isUnknown[Int(site.index)] else { return name }
    return PackageName.of(name) ?? name
  }

  private mutating func key(of text: String) -> Int {
    if let known = ofText[text] { return known }
    texts.append(text)
    ofText[text] = texts.count - 1
    return texts.count - 1
  }
}

/// Ranges of waits that distinguish a pause from a leak.
enum WaitStep {
  private static let steps: [(below: Int64, name: String)] = [
    (5, "1 to 4 minutes"), (10, "5 to 9 minutes"), (30, "10 to 29 minutes"),
    (60, "30 to 59 minutes"), (360, "1 to 5 hours"), (1440, "6 to 23 hours"),
    (.max, "a day or more"),
  ]

  /// The step that a number of minutes belongs to.
  static func name(ofMinutes minutes: Int64?) -> String {
    guard let minutes else { return DimensionKeys.notKnown }
    return steps.first { minutes < $0.below }?.name ?? "a day or more"
  }
}
