import ProfileModel

/// What each sample of a pair counts for, on either side.
struct PairWeights {
  let before: SampleWeights
  let after: SampleWeights

  /// Two values of the samples of one profile.
  init(before: SampleWeights, after: SampleWeights) {
    (self.before, self.after) = (before, after)
  }

  init(_ profiles: ComparedProfiles) {
    let columns = profiles.columns
    before = SampleWeights(of: profiles.view.profile, column: columns.before)
    after = SampleWeights(of: profiles.view.profile, column: columns.after)
  }

  var total: ValuePair {
    let sum = { (weights: SampleWeights) in
      weights.values.reduce(Int64(0)) { $0.addingClamped($1) }
    }
    return ValuePair(before: sum(before), after: sum(after))
  }

  /// Sums by a number that each sample has.
  func sums(count: Int, _ index: (_ sample: Int) -> Int) -> [ValuePair] {
    var sums = [ValuePair](repeating: ValuePair(before: 0, after: 0), count: count)
    for sample in before.values.indices {
      let group = index(sample)
      sums[group] =
        sums[group] + ValuePair(before: before.values[sample], after: after.values[sample])
    }
    return sums
  }
}

/// Makes the rows of a comparison, in no order.
struct ComparisonRows {
  private let profile: Profile
  private let tables: FrameTables
  private let weights: PairWeights

  private static let noFrame = Array(DimensionKeys.noFrame.utf8)

  init(_ view: ProfileView, _ weights: PairWeights) {
    (profile, tables) = (view.profile, view.tables)
    self.weights = weights
  }

  func rows(by dimension: SampleDimension, _ nodes: NodeOptions) -> [Comparison.Row] {
    var rows = unspelled(by: dimension, nodes)
    if dimension == .stack { Comparison.Row.spell(&rows, tables.plainStacks) }
    return rows
  }

  /// The rows; those that are stacks without what they are shown by.
  func unspelled(by dimension: SampleDimension, _ nodes: NodeOptions) -> [Comparison.Row] {
    switch dimension {
    case .function: nodeRows(nodes)
    case .file, .line, .address: nodeRows(nodes, dimension.granularity)
    case .stack: stackRows()
    // Most sites are found without the whole of the normalized stack.
    case .site: siteRows { $0 }
    case .package: siteRows { PackageName.of($0) ?? $0 }
    case .state, .createdBy, .wait, .label: keyRows(by: dimension)
    }
  }

  private func nodeRows(
    _ options: NodeOptions, _ granularity: Granularity? = nil
  ) -> [Comparison.Row] {
    var options = options
    if let granularity { options.granularity = granularity }
    var profile = profile
    // Where functions begin and what binaries are called differs from build to build and from format to
    // format, and would tell nodes without a name apart.
    profile.functions.forgetStarts()
    if options.granularity == .files {
      for row in profile.mappings.indices { profile.mappings[row].filename = .empty }
    }
    let nodes = NodeTable(profile, options)
    // The samples of either side lie together, so that halves of them would not be work for two threads.
    let (before, after) = Parallel.both(
      isLong: Parallel.isLong(profile),
      { [profile] in NodeWeights(profile, nodes, weights.before) },
      { [profile] in NodeWeights(profile, nodes, weights.after) })
    return (0..<nodes.count).compactMap { node in
      let flat = ValuePair(before: before.flat[node], after: after.flat[node])
      let cum = ValuePair(before: before.cum[node], after: after.cum[node])
      guard !flat.isZero || !cum.isZero else { return nil }
      return Comparison.Row(name: nodes.printableName(node), flat: flat, cum: cum)
    }
  }

  private func stackRows() -> [Comparison.Row] {
    let plain = tables.plainStacks
    let sums = weights.sums(count: plain.stacks.count) { sample in
      Int(plain.rows[Int(profile.sampleTable.stacks[sample])].index)
    }
    return sums.indices.filter { !sums[$0].isZero }.map { row in
      let site = Array(plain.names.bytes(of: plain.sites[row]))
      return Comparison.Row(
        name: site.isEmpty ? Self.noFrame : site, flat: sums[row],
        normalized: StackID(UInt32(row)))
    }
  }

  /// - `name`: what a site is called; sites of equal names are one row.
  private func siteRows(_ name: (String) -> String) -> [Comparison.Row] {
    let sites = StackSites(profile)
    var groups = StringInterner()
    let groupOfName = (0..<UInt32(sites.names.count)).map {
      Int(groups.intern(name(sites.names[StringID($0)])).index)
    }
    let names = groups.table
    let sums = weights.sums(count: names.count) { sample in
      groupOfName[Int(sites.sites[Int(profile.sampleTable.stacks[sample])].index)]
    }
    return rows(of: sums, names, nameless: Self.noFrame)
  }

  private func keyRows(by dimension: SampleDimension) -> [Comparison.Row] {
    var keys = DimensionKeys(
      dimension, of: profile, tables.plainStacks, tables.traits(of: profile))
    let rows = weights.before.values.indices.map { keys.key(ofSample: $0) }
    let sums = weights.sums(count: keys.texts.count) { rows[$0] }
    return sums.indices.filter { !sums[$0].isZero }.map {
      Comparison.Row(name: Array(keys.texts[$0].utf8), flat: sums[$0])
    }
  }

  private func rows(
    of sums: [ValuePair], _ names: StringTable, nameless: [UInt8]
  ) -> [Comparison.Row] {
    sums.indices.filter { !sums[$0].isZero }.map { group in
      let name = Array(names.bytes(of: StringID(UInt32(group))))
      return Comparison.Row(name: name.isEmpty ? nameless : name, flat: sums[group])
    }
  }
}

/// The site of each stack of a profile, as in `NormalizedStacks`, but without normalizing stacks: only a few frames of
/// most stacks are examined.
struct StackSites {
  /// The site of each stack, as an id in the names' table; the empty name for a stack without a kept frame.
  private(set) var sites: [StringID] = []
  private let plain: NormalizedNames

  init(_ profile: Profile) {
    plain = NormalizedNames(profile)
    sites.reserveCapacity(profile.stacks.count)
    for stack in 0..<UInt32(profile.stacks.count) { sites.append(site(of: StackID(stack))) }
  }

  /// The plain names; the empty one is the first.
  var names: StringTable { plain.table }

  private func site(of stack: StackID) -> StringID {
    var (found, unknown, last) = (StringID?.none, StringID?.none, StringID.empty)
    plain.forEachFrame(of: stack) { role, _ in
      switch role {
      case .hidden, .nameless: return true
      case .elision: return false
      case .plain(let name):
        if name == plain.profileWriter { (found, unknown) = (nil, nil) }
        if found == nil, plain.isOwn[Int(name.index)] { found = name }
        if unknown == nil, plain.isUnknown[Int(name.index)] { unknown = name }
        last = name
        // What the writer of a profile calls is no site, so it is looked for up to the root.
        return found == nil || plain.profileWriter != nil
      }
    }
    return found ?? unknown ?? last
  }
}
