import ProfileModel

/// Which samples get the same frames of labels: those with the same labels, and the same key in each dimension
/// that a frame is made of.
struct TagKeys {
  /// The samples that have the same.
  struct Class: Hashable {
    let labels: LabelSetID
    fileprivate let keys: [Int]
  }

  /// The classes, in the order of first sight.
  private(set) var classes: [Class] = []
  /// The index of each sample's class.
  private(set) var ofSample: [UInt32] = []
  private var columns: [(name: String, keys: DimensionKeys)] = []

  init(_ names: [String], of profile: Profile) {
    let dimensions = names.compactMap { Self.dimension($0, of: profile) }
    if !dimensions.isEmpty {
      let (plain, traits) = (NormalizedStacks(profile), GoroutineTraits(profile))
      columns = dimensions.map { ($0.name, DimensionKeys($0, of: profile, plain, traits)) }
    }
    collect(profile.sampleTable)
  }

  /// The name of a sample's key in a dimension; nil if the name is that of a label.
  func name(of dimension: String, in tagClass: Class) -> String? {
    columns.firstIndex { $0.name == dimension }
      .map { columns[$0].keys.texts[tagClass.keys[$0]] }
  }

  private mutating func collect(_ samples: SampleTable) {
    var known: [Class: UInt32] = [:]
    for row in 0..<samples.count {
      let keys = columns.indices.map { columns[$0].keys.key(ofSample: row) }
      let tagClass = Class(labels: LabelSetID(samples.labelSets[row]), keys: keys)
      let index = known[tagClass] ?? UInt32(classes.count)
      if index == classes.count {
        known[tagClass] = index
        classes.append(tagClass)
      }
      ofSample.append(index)
    }
  }

  /// The dimension of a name, unless labels have that name as their key.
  private static func dimension(_ name: String, of profile: Profile) -> SampleDimension? {
    guard let dimension = SampleDimension(name: name), dimension.isOneOfSample,
      !profile.hasLabel(name)
    else { return nil }
    return dimension
  }
}

extension SampleDimension {
  /// Whether a sample has one key, which is no label's and has a name to show.
  fileprivate var isOneOfSample: Bool {
    switch self {
    case .site, .package, .state, .createdBy, .wait: true
    case .function, .file, .line, .address, .stack, .label: false
    }
  }
}
