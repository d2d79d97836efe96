import ProfileAnalysis
import ProfileModel

/// Which group of a rule with `per:` each sample of a profile belongs to.
struct SampleKeys {
  private(set) var groups: [SampleGroup] = []
  /// Whether the samples of a group surely belong to one, even if nobody knows to which.
  private(set) var belongsTogether: [Bool] = []
  /// The index of each sample's group in `groups`.
  private(set) var rows: [Int] = []
  private var indices: [SampleGroup: Int] = [:]

  init(_ grouping: SampleDimension?, of subject: MeasuredProfile) {
    let samples = subject.profile.sampleTable
    switch grouping {
    case nil:
      rows = [Int](repeating: index(of: .all), count: samples.count)
    case .label(let key):
      let texts = Self.labels(key, of: subject.profile)
      collect(samples.labelSets) { $0.index(of: SampleGroup(name: texts[Int($1)])) }
    case let dimension?:
      collect(samples.stacks) { $0.index(ofStack: StackID($1), dimension, subject) }
    }
  }

  /// Finds the group of each sample by something that many samples share.
  private mutating func collect(
    _ shared: [UInt32], _ find: (inout Self, UInt32) -> Int
  ) {
    var known: [UInt32: Int] = [:]
    for number in shared {
      let index = known[number] ?? find(&self, number)
      known[number] = index
      rows.append(index)
    }
  }

  private mutating func index(of group: SampleGroup) -> Int {
    if let index = indices[group] { return index }
    indices[group] = groups.count
    groups.append(group)
    belongsTogether.append(true)
    return groups.count - 1
  }

  /// The name of a label's value in each set.
  private static func labels(_ key: String, of profile: Profile) -> [String] {
    let key = profile.strings.place(of: key)
    return (0..<profile.labelSets.count).map { set in
      DimensionKeys.name(
        ofLabel: key.flatMap { profile.labelText($0, of: LabelSetID(UInt32(set))) })
    }
  }

  // MARK: Stacks

  private mutating func index(
    ofStack stack: StackID, _ dimension: SampleDimension, _ subject: MeasuredProfile
  ) -> Int {
    let (plain, identity) = (subject.plain, subject.identity(of: stack))
    let isKnown = dimension == .stack ? identity.head != nil : plain.isSiteKnown(stack)
    guard !isKnown else {
      return index(of: SampleGroup(name: Self.name(of: stack, dimension, plain)))
    }
    // Stacks of the same names and addresses have the same site.
    let name = "(not known) \(plain.site(of: stack)) \(plain.fingerprint(of: stack))"
    let index = index(of: SampleGroup(name: name, isOpen: true))
    if !plain.isIdentified(stack) { belongsTogether[index] = false }
    return index
  }

  private static func name(
    of stack: StackID, _ dimension: SampleDimension, _ plain: PlainStacks
  ) -> String {
    dimension == .stack
      ? plain.fingerprint(of: stack).description
      : DimensionKeys.name(ofSiteOf: stack, dimension, plain)
  }
}
