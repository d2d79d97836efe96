import ProfileModel

/// What each sample of a pair counts for, on either side.
struct PairWeights {
  let before: SampleWeights
  let after: SampleWeights

  init(_ profile: borrowing Profile) {
    before = SampleWeights(of: profile, column: ComparedProfiles.columns.before)
    after = SampleWeights(of: profile, column: ComparedProfiles.columns.after)
  }

  var total: ValuePair {
    let sum = { (weights: SampleWeights) in
      weights.values.reduce(Int64(0)) { $0.addingClamped($1) }
    }
    return ValuePair(before: sum(before), after: sum(after))
  }

  /// Sums by a number that each sample has.
  func sums(count: Int, _ place: (_ sample: Int) -> Int) -> [ValuePair] {
    var sums = [ValuePair](repeating: ValuePair(before: 0, after: 0), count: count)
    for sample in before.values.indices {
      let group = place(sample)
      sums[group] =
        sums[group] + ValuePair(before: before.values[sample], after: after.values[sample])
    }
    return sums
  }
}

/// Makes the rows of a comparison, in no order.
struct ComparisonRows {
  private let profile: Profile
  private let weights: PairWeights

  private static let noFrame = Array("(no frame)".utf8)

  init(_ profile: Profile, _ weights: PairWeights) {
    self.profile = profile
    self.weights = weights
  }

  func rows(by grouping: ComparisonGrouping, _ nodes: NodeOptions) -> [Comparison.Row] {
    switch grouping {
    case .function: return nodeRows(nodes)
    case .file: return nodeRows(nodes, .files)
    case .line: return nodeRows(nodes, .lines)
    case .stack: return stackRows()
    case .site: return siteRows { $0 }
    case .package: return siteRows { PackageName.of($0) ?? $0 }
    case .label(let key): return labelRows(key)
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
    let plain = PlainStacks(profile)
    let fingerprints = plain.fingerprints
    let sums = weights.sums(count: plain.stacks.count) { sample in
      Int(plain.rows[Int(profile.sampleTable.stacks[sample])].index)
    }
    return sums.indices.filter { !sums[$0].isZero }.map { row in
      let (site, stack) = (Array(plain.names.bytes(of: plain.sites[row])), StackID(UInt32(row)))
      return Comparison.Row(
        name: site.isEmpty ? Self.noFrame : site, flat: sums[row],
        fingerprint: plain.isNamed[row] ? fingerprints[row] : nil,
        stack: plain.names(of: stack))
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

  private func labelRows(_ key: String) -> [Comparison.Row] {
    var groups = StringInterner()
    let place = profile.strings.place(of: key)
    let groupOfSet = (0..<UInt32(profile.labelSets.count)).map { set -> Int in
      let text = place.flatMap { profile.labelText($0, of: LabelSetID(set)) }
      return Int(groups.intern(text ?? "").index)
    }
    let sums = weights.sums(count: groups.table.count) { sample in
      groupOfSet[Int(profile.sampleTable.labelSets[sample])]
    }
    return rows(of: sums, groups.table, nameless: Array("(none)".utf8))
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
