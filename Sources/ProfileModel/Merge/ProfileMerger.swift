/// Adds profiles up into one, a profile at a time, so that memory grows with the result.
///
/// Samples with the same stack and labels become one. Binaries, locations and functions are matched by
/// what they are, not by id or load address, as in the reference's `profile.Merge`, and are
/// numbered in the order of first use; what no sample uses is left out, and so are samples that are all zero.
/// Of a single profile it gives the compact form.
///
///     var merger = ProfileMerger()
///     for profile in profiles { try merger.add(profile) }
///     let sum = merger.merged()
public struct ProfileMerger: Sendable {
  private var header = HeaderMerger()
  private var tables = MergedTables()
  private var samples = SampleTable()
  private var rows = HashIndex()

  public init() {}

  /// Adds a profile.
  ///
  /// Sample types that the profiles do not have in common are dropped.
  ///
  /// - Throws: `MergeError` when the period types differ or no sample type is left; nothing is added then.
  public mutating func add(_ profile: Profile) throws(MergeError) {
    let units = try header.agreement(with: profile, tables.strings.table)
    let profile = units.added.isEmpty ? profile : profile.converted(units.added)
    if !units.merged.isEmpty { try convert(units.merged) }
    let columns = try header.add(profile, strings: &tables.strings)
    if let kept = columns.kept { keepColumns(kept) }
    var source = MergeSource(profile)
    source.takeMainMapping(into: &tables)
    for row in 0..<profile.samples.count {
      addSample(row, of: &source, columns: columns.source)
    }
  }

  /// The sum of all that was added.
  public consuming func merged() -> Profile {
    var profile = Profile()
    profile.header = header.merged
    profile.strings = tables.strings.table
    profile.mappings = tables.mappings
    profile.functions = tables.functions
    profile.locations = tables.locations
    profile.stacks = tables.stacks.table
    profile.labelSets = tables.labelSets.table
    profile.samples = samples
    guard profile.hasZeroSample else { return profile }
    // What has cancelled out, or had only values that were dropped, goes, with all it alone used.
    var again = ProfileMerger()
    guard (try? again.add(profile)) != nil else { return profile }
    return again.merged()
  }

  private mutating func addSample(_ row: Int, of source: inout MergeSource, columns: [Int]) {
    let values = source.values(row, columns)
    guard values.contains(where: { $0 != 0 }) else { return }
    let stack = source.stack(row, in: &tables)
    let labels = source.labelSet(row, in: &tables)
    var hasher = WordHasher()
    hasher.combine(UInt64(stack.index) << 32 | UInt64(labels.index))
    var probe = rows.probe(hasher.finalize())
    while let found = rows.next(&probe) {
      let found = Int(found)
      guard samples.stacks[found] == stack.index, samples.labelSets[found] == labels.index else {
        continue
      }
      return add(values, toRow: found)
    }
    rows.insert(UInt32(samples.count), at: probe)
    samples.stacks.append(stack.index)
    samples.labelSets.append(labels.index)
    samples.values.append(contentsOf: values)
  }

  private mutating func add(_ values: [Int64], toRow row: Int) {
    let first = row * values.count
    for column in values.indices {
      samples.values[first + column] = samples.values[first + column].addingClamped(values[column])
    }
  }

  /// Brings what has been added so far to finer units.
  private mutating func convert(_ conversion: UnitAgreement.Conversion) throws(MergeError) {
    var again = ProfileMerger()
    try again.add(merged().converted(conversion))
    self = again
  }

  /// Drops the columns of values that a newly added profile does not have.
  private mutating func keepColumns(_ kept: [Int]) {
    guard samples.count > 0 else { return }
    let width = samples.values.count / samples.count
    samples.values = (0..<samples.count).flatMap { row in
      kept.map { samples.values[row * width + $0] }
    }
  }
}

extension Profile {
  /// Whether any sample has nothing but zeros.
  fileprivate var hasZeroSample: Bool {
    (0..<samples.count).contains { row in
      samples.values[row * width..<(row + 1) * width].allSatisfy { $0 == 0 }
    }
  }
}
