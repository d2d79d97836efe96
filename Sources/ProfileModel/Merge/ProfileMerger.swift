/// Adds profiles up into one, a profile at a time, so that memory grows with the result.
///
/// Samples with the same stack and labels become one. Binaries, locations and functions are matched by what they are,
/// not by id or load address, as in `go tool pprof`'s `profile.Merge`, and are numbered in the order of first use;
/// what no sample uses is left out, and so are samples that are all zero. Of a single profile it gives the compact
/// form.
///
///     var merger = ProfileMerger()
///     for profile in profiles { try merger.add(profile) }
///     let sum = merger.merged()
package struct ProfileMerger: Sendable {
  private var header = HeaderMerger()
  private var tables = MergedTables()
  private var samples = MergedSamples()
  /// The first profile, until the second says which sample types go on: a sample with values of others
  /// alone must take no place. One without such samples does not wait.
  private var first: Profile?
  /// Whether heaps were added up of which some record only memory in use.
  package private(set) var holdsOnlyInUse = false

  package init() {}

  /// Adds a profile.
  ///
  /// Sample types that the profiles do not have in common are dropped.
  ///
  /// - Throws: `MergeError` when the period types differ or no sample type is left; nothing is added then.
  package mutating func add(_ profile: Profile) throws(MergeError) {
    let renamed =
      header.isFirst ? nil : profile.withHeapTypes(of: header.merged, tables.strings.table)
    let given = renamed ?? profile
    let units = try header.agreement(with: given, tables.strings.table)
    let profile = units.added.isEmpty ? given : given.converted(units.added)
    if !units.merged.isEmpty { try convert(units.merged) }
    if header.isFirst, profile.hasPartlyZeroSample {
      _ = try header.add(profile, strings: &tables.strings)
      first = profile
      return
    }
    let isWaiting = first != nil
    if isWaiting { moveFirst(try commonColumns(with: profile)) }
    let columns = try header.add(profile, strings: &tables.strings)
    if renamed != nil {
      holdsOnlyInUse = true
      header.showSpace()
    }
    if let kept = columns.kept, !isWaiting { keepColumns(kept) }
    move(profile, columns.source)
  }

  /// Does now what adding another profile begins with, in case that there is time until it comes.
  package mutating func getReady() { tables.stacks.enterRest() }

  /// Makes one profile of what has been added, with which the next are merged as with a single one.
  ///
  /// Samples then keep their indices whatever types the next profiles drop, as when `go tool pprof` subtracts a base
  /// from what it has merged.
  package mutating func combine() throws(MergeError) {
    guard first == nil, !header.isFirst else { return }
    var again = ProfileMerger()
    again.holdsOnlyInUse = holdsOnlyInUse
    try again.add(merged())
    self = again
  }

  /// Which columns of the first profile the second has too.
  private func commonColumns(with second: Profile) throws(MergeError) -> [Int]? {
    var (header, strings) = (header, tables.strings)
    return try header.add(second, strings: &strings).kept
  }

  /// Drops columns, and brings samples and all they use to the order that they have without.
  private mutating func keepColumns(_ kept: [Int]) {
    let order = samples.arrivals.keeping(kept)
    samples.keepColumns(kept)
    guard let order else { return }
    var moved = profile
    moved.sampleTable = moved.sampleTable.rearranged(order.rows, width: kept.count)
    (tables, samples) = (MergedTables(strings: tables.strings), MergedSamples())
    move(moved, Array(kept.indices))
    // What has cancelled out so far is not there to come again.
    if samples.table.count == order.rows.count { samples.arrivals = order.arrivals }
  }

  /// Moves what waits.
  private mutating func moveFirst(_ kept: [Int]? = nil) {
    guard let profile = first.take() else { return }
    move(profile, kept ?? Array(profile.header.sampleTypes.indices))
  }

  private mutating func move(_ profile: Profile, _ columns: [Int]) {
    var source = MergeSource(profile)
    source.takeMainMapping(into: &tables)
    source.moveSamples(columns, to: &samples, &tables)
  }

  /// The sum of all that was added.
  package consuming func merged() -> Profile {
    moveFirst()
    let profile = profile
    guard profile.hasZeroSample else { return profile }
    // What has cancelled out, or had only values that were dropped, goes, with all it alone used.
    var again = ProfileMerger()
    guard (try? again.add(profile)) != nil else { return profile }
    return again.merged()
  }

  /// What has been moved so far.
  private var profile: Profile {
    Profile(
      header: header.merged, strings: tables.strings.table, mappings: tables.mappings,
      functions: tables.functions.table, locations: tables.locations.table,
      stacks: tables.stacks.table, labelSets: tables.labelSets.table, sampleTable: samples.table)
  }

  /// Brings what has been added so far to finer units.
  private mutating func convert(_ conversion: UnitAgreement.Conversion) throws(MergeError) {
    var again = ProfileMerger()
    again.holdsOnlyInUse = holdsOnlyInUse
    try again.add((first ?? merged()).converted(conversion))
    self = again
  }
}

extension Profile {
  /// Whether any sample has a value in some columns only.
  fileprivate var hasPartlyZeroSample: Bool {
    // Most profiles have no zero at all, which is found out in a tenth of the time.
    guard sampleTable.values.contains(0) else { return false }
    return (0..<sampleTable.count).contains { row in
      let values = sampleTable.values[row * width..<(row + 1) * width]
      return values.contains(0) && values.contains { $0 != 0 }
    }
  }

  /// Whether any sample has nothing but zeros.
  fileprivate var hasZeroSample: Bool {
    guard sampleTable.values.contains(0) else { return false }
    return (0..<sampleTable.count).contains { row in
      sampleTable.values[row * width..<(row + 1) * width].allSatisfy { $0 == 0 }
    }
  }
}

/// Why two profiles cannot become one.
package enum MergeError: Error, Equatable, CustomStringConvertible {
  /// They measure at distances that cannot be compared.
  case periodTypes(String, String)
  /// They have no sample type in common.
  case sampleTypes([String], [String])
  /// A profile's sample types all share their names.
  case sharedNames(String)
  /// A sample type comes in units that do not convert.
  case units(type: String, String, String)

  package var description: String {
    switch self {
    case .periodTypes(let left, let right):
      "profiles of different kinds cannot be merged: their period types are \(left) and \(right)"
    case .sampleTypes(let left, let right):
      "profiles of different kinds cannot be merged: their sample types are \(left.joined(separator: ", ")) and \(right.joined(separator: ", "))"
    case .sharedNames(let name):
      "several of its sample types have the name '\(name)', so none can be reported"
    case .units(let type, let left, let right):
      "values of '\(type)' cannot be added up: their units are \(left) and \(right)"
    }
  }
}

extension Profile {
  /// The profile with another's names for memory in use, if both are heap profiles without a common name; nil if not.
  ///
  /// A legacy heap that tells only what is in use calls it `objects` and `space`; one that also tells what was ever
  /// allocated calls it `inuse_objects` and `inuse_space`. The reference adds up neither with the other.
  func withHeapTypes(of other: ProfileHeader, _ strings: StringTable) -> Profile? {
    let names = header.sampleTypes.map { self.strings[$0.type] }
    let wanted = other.sampleTypes.map { strings[$0.type] }
    guard !names.contains(where: wanted.contains) else { return nil }
    let pairs = Self.inUse.map { isShort(names) ? ($0.short, $0.long) : ($0.long, $0.short) }
    guard pairs.allSatisfy({ names.contains($0.0) && wanted.contains($0.1) }) else { return nil }
    var profile = self
    for (old, new) in pairs { profile.renameType(old, new) }
    return profile
  }

  private static let inUse = [
    (short: "objects", long: "inuse_objects"), (short: "space", long: "inuse_space"),
  ]

  private func isShort(_ names: [String]) -> Bool { names.contains(Self.inUse[0].short) }

  private mutating func renameType(_ old: String, _ new: String) {
    let name = addString(new)
    for column in header.sampleTypes.indices where strings[header.sampleTypes[column].type] == old {
      if header.defaultSampleType == header.sampleTypes[column].type {
        header.defaultSampleType = name
      }
      header.sampleTypes[column].type = name
    }
  }
}
