/// Combines what profiles say of themselves, by `go tool pprof`'s rules.
///
/// The time is the smallest (a profile without one after one that has it wins), the duration the sum,
/// the period the largest; comments are united; the rest comes from the first profile that has it.
struct HeaderMerger: Sendable {
  private(set) var merged = ProfileHeader()
  /// Whether nothing has been added yet.
  private(set) var isFirst = true
  private var seenComments: Set<StringID> = []
  /// The default of the first profile.
  private var firstDefault = StringID.empty

  /// Which columns of values go on, of those so far and of the profile that is added.
  struct Columns {
    /// Nil when all go on.
    let kept: [Int]?
    let source: [Int]
  }

  /// How the units of a profile and of those before it agree.
  func agreement(
    with profile: Profile, _ strings: StringTable
  ) throws(MergeError) -> UnitAgreement {
    try UnitAgreement(
      isFirst ? profile.header : merged, isFirst ? profile.strings : strings,
      with: profile.header, profile.strings)
  }

  mutating func add(
    _ profile: Profile, strings: inout StringInterner
  ) throws(MergeError) -> Columns {
    let header = profile.header.renamed { strings.intern(profile.strings.bytes(of: $0)) }
    guard !isFirst else {
      isFirst = false
      merged = header
      firstDefault = header.defaultSampleType
      merged.comments = []
      addComments(header.comments)
      return Columns(kept: nil, source: Array(header.sampleTypes.indices))
    }
    let columns = try commonColumns(header, strings.table)
    if merged.timeNanos == 0 || header.timeNanos < merged.timeNanos {
      merged.timeNanos = header.timeNanos
    }
    merged.durationNanos = merged.durationNanos.addingClamped(header.durationNanos)
    if merged.period == 0 || merged.period < header.period { merged.period = header.period }
    if merged.defaultSampleType == .empty {
      merged.defaultSampleType = defaultType(of: header)
    }
    if merged.docURL == .empty { merged.docURL = header.docURL }
    addComments(header.comments)
    return columns
  }

  /// Makes the last sample type of a heap what is shown, as of each that was added, unless the first says otherwise.
  mutating func showSpace() {
    guard firstDefault == .empty, let last = merged.sampleTypes.last else { return }
    merged.defaultSampleType = last.type
  }

  /// The default of a profile; one that has to give up sample types or their order has some default.
  private func defaultType(of header: ProfileHeader) -> StringID {
    let (own, common) = (header.sampleTypes.map(\.type), merged.sampleTypes.map(\.type))
    guard own != common, let first = common.first else { return header.defaultSampleType }
    return common.contains(header.defaultSampleType) ? header.defaultSampleType : first
  }

  private mutating func addComments(_ comments: [StringID]) {
    for comment in comments where seenComments.insert(comment).inserted {
      merged.comments.append(comment)
    }
  }

  /// The sample types in common, in the order of the first profile.
  private mutating func commonColumns(
    _ header: ProfileHeader, _ strings: StringTable
  ) throws(MergeError) -> Columns {
    guard merged.periodType == header.periodType else {
      throw .periodTypes(
        merged.periodType.text(in: strings), header.periodType.text(in: strings))
    }
    let types = merged.sampleTypes
    let pairs = types.indices.compactMap { kept in
      header.sampleTypes.firstIndex(of: types[kept]).map { (kept, $0) }
    }
    guard !pairs.isEmpty || types.isEmpty && header.sampleTypes.isEmpty else {
      throw .sampleTypes(
        types.map { $0.text(in: strings) }, header.sampleTypes.map { $0.text(in: strings) })
    }
    guard pairs.count < types.count else { return Columns(kept: nil, source: pairs.map(\.1)) }
    merged.sampleTypes = pairs.map { types[$0.0] }
    // The first profile has to give up types, and so has some default, which goes before all others'.
    let isThere = merged.sampleTypes.contains { $0.type == firstDefault }
    merged.defaultSampleType = isThere ? firstDefault : merged.sampleTypes[0].type
    return Columns(kept: pairs.map(\.0), source: pairs.map(\.1))
  }
}

extension ValueType {
  /// For example `cpu/nanoseconds`.
  package func text(in strings: StringTable) -> String { "\(strings[type])/\(strings[unit])" }
}
