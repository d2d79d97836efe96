import ProfileAnalysis
import ProfileModel

/// Which group of a rule with `per:` each sample of a profile belongs to.
struct SampleKeys {
  private(set) var groups: [SampleGroup] = []
  /// Whether the samples of a group certainly belong together, even if their key is unknown.
  private(set) var belongsTogether: [Bool] = []
  /// The index of each sample's group in `groups`; as small as may be, for there can be millions.
  private var rows: [UInt32] = []
  /// The indices of groups that have names, and those of stacks whose names are known, by their heads.
  private var ofName: [SampleGroup: Int] = [:]
  private var ofHead: [UInt32] = []
  /// Marks an index that has not been asked for.
  private static let open = UInt32.max

  init(_ grouping: SampleDimension?, of measured: MeasuredProfile) {
    let samples = measured.profile.sampleTable
    switch grouping {
    case nil:
      rows = [UInt32](repeating: UInt32(index(of: .all)), count: samples.count)
    case .label(let key):
      let texts = Self.labels(key, of: measured.profile)
      collect(samples.labelSets, texts.count) { $0.index(of: SampleGroup(name: texts[Int($1)])) }
    case let dimension?:
      collect(samples.stacks, measured.profile.stacks.count) {
        $0.index(ofStack: StackID($1), dimension, measured)
      }
    }
    (ofName, ofHead) = ([:], [])
  }

  /// Finds the group of each sample by something that many samples share.
  ///
  /// - `count`: how many of those there are.
  private mutating func collect(
    _ shared: [UInt32], _ count: Int, _ find: (inout Self, UInt32) -> Int
  ) {
    var known = [UInt32](repeating: Self.open, count: count)
    rows.reserveCapacity(shared.count)
    for number in shared {
      if known[Int(number)] == Self.open { known[Int(number)] = UInt32(find(&self, number)) }
      rows.append(known[Int(number)])
    }
  }

  /// The index of a sample's group in `groups`.
  func index(ofRow row: Int) -> Int { Int(rows[row]) }

  private mutating func index(of group: SampleGroup) -> Int {
    if let index = ofName[group] { return index }
    ofName[group] = groups.count
    return append(group)
  }

  private mutating func append(_ group: SampleGroup) -> Int {
    groups.append(group)
    belongsTogether.append(true)
    return groups.count - 1
  }

  /// The name of a label's value in each set.
  private static func labels(_ key: String, of profile: Profile) -> [String] {
    let key = profile.strings.id(of: key)
    return (0..<profile.labelSets.count).map { set in
      DimensionKeys.name(
        ofLabel: key.flatMap { profile.labelText($0, of: LabelSetID(UInt32(set))) })
    }
  }

  // MARK: Stacks

  private mutating func index(
    ofStack stack: StackID, _ dimension: SampleDimension, _ measured: MeasuredProfile
  ) -> Int {
    let plain = measured.plain
    if dimension == .stack {
      if let head = measured.identity(of: stack).head { return index(ofHead: head, plain) }
    } else if plain.isSiteKnown(stack) {
      let name = DimensionKeys.name(ofSiteOf: stack, dimension, plain)
      return index(of: SampleGroup(name: name))
    }
    // Stacks of the same names and addresses have the same site.
    let name = "(not known) \(plain.site(of: stack)) \(plain.fingerprint(of: stack))"
    let index = index(of: SampleGroup(name: name, isOpen: true))
    if !plain.isIdentified(stack) { belongsTogether[index] = false }
    return index
  }

  private mutating func index(ofHead head: Int, _ plain: NormalizedStacks) -> Int {
    if ofHead.isEmpty {
      plain.fingerprintCache.keepForGroups()
      ofHead = [UInt32](repeating: Self.open, count: plain.stacks.count)
    }
    if ofHead[head] == Self.open {
      let group = SampleGroup(stack: StackID(UInt32(head)), plain.fingerprintCache)
      ofHead[head] = UInt32(append(group))
    }
    return Int(ofHead[head])
  }
}
