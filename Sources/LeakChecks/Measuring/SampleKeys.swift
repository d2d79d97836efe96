internal import ProfileAnalysis
internal import ProfileModel

/// Which group of a rule with `per:` each sample of a profile belongs to.
struct SampleKeys {
  /// What stands for samples without the label, or without a package.
  static let none = "(none)"

  /// The names of the groups.
  let names: [String]
  /// The place of each sample's group in `names`.
  let rows: [Int]

  init(_ grouping: Grouping?, of subject: MeasuredProfile) {
    let profile = subject.profile
    switch grouping {
    case nil:
      names = [""]
      rows = [Int](repeating: 0, count: profile.samples.count)
    case .label(let key):
      let texts = Self.labels(key, of: profile)
      (names, rows) = Self.collected(profile.samples.labelSets.map { texts[Int($0)] })
    case .stack, .site, .package:
      let texts = (0..<subject.plain.stacks.count).map {
        Self.name(of: StackID(UInt32($0)), grouping, subject)
      }
      (names, rows) = Self.collected(
        (0..<profile.samples.count).map { texts[Int(subject.plainStack(ofSample: $0).index)] })
    }
  }

  private static func collected(_ texts: [String]) -> (names: [String], rows: [Int]) {
    var names: [String] = []
    var places: [String: Int] = [:]
    let rows = texts.map { text in
      if let place = places[text] { return place }
      places[text] = names.count
      names.append(text)
      return names.count - 1
    }
    return (names, rows)
  }

  /// The first value of a label in each set.
  private static func labels(_ key: String, of profile: Profile) -> [String] {
    let key = profile.strings.place(of: key)
    return (0..<profile.labelSets.count).map { set in
      let label = profile.labelSets.labels(of: LabelSetID(UInt32(set))).first { $0.key == key }
      return label?.value.text(in: profile.strings) ?? none
    }
  }

  private static func name(
    of plain: StackID, _ grouping: Grouping?, _ subject: MeasuredProfile
  ) -> String {
    let site = subject.plain.names[subject.plain.sites[Int(plain.index)]]
    switch grouping {
    case .stack: return subject.plain.fingerprints[Int(plain.index)].description
    case .package: return PackageName.of(site) ?? none
    default: return site.isEmpty ? none : site
    }
  }
}
