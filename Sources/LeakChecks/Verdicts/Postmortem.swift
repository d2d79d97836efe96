import ProfileAnalysis

/// The cost of the goroutines at one site, from the profiles of one moment.
package struct Postmortem: Sendable, Equatable {
  /// The function that they have in common.
  package let site: String
  /// How many there are at the site.
  package let goroutines: Int64
  /// How many there are in all.
  package let allGoroutines: Int64
  /// The heap that was allocated by the site's package; nil without a heap profile.
  package let heapBytes: Int64?
  /// By how much that heap moves with each goroutine; nil where nothing shows that it does.
  package let heapSlope: Int64?
  /// The stacks of all goroutines; nil without heap debug=1 text.
  package let stackBytes: Int64?
  /// The most memory that the process had; nil without heap debug=1 text.
  package let residentBytes: Int64?

  /// - `site`: where the goroutines are that a rule found too many of.
  /// - `snapshot`: where it found them; nil for the newest.
  init?(site: String, in instance: CheckedInstance, at snapshot: Snapshot?) {
    let group = instance.group("goroutine")
    guard !site.isEmpty, let judged = snapshot ?? group?.newest else { return nil }
    let (here, all) = judged.profile(for: .values).opened().sums(of: "goroutine") { $0 == site }
    guard here > 0 else { return nil }
    self.site = site
    self.goroutines = here
    allGoroutines = all
    let package = PackageName.of(site)
    // What another process had, or this one at another time, is no cost of theirs.
    let heap = group.flatMap { instance.group("heap")?.partner(of: judged, in: $0) }
    heapBytes =
      heap?.profile(for: .values).opened().sums(
        of: "inuse_space", where: { PackageName.of($0) == package }
      ).matching
    heapSlope = HeapMovement(site: site, package: package, in: instance).slope
    let memory = heap?.profiles.map(\.memory) ?? []
    stackBytes = memory.compactMap(\.stackBytes).first
    residentBytes = memory.compactMap(\.residentBytes).first
  }
}

extension Postmortem {
  /// The goroutines at the site of an entry's first stack, of all instances together; nil if the entry is about something
  /// else. What memory they take is not added up.
  init?(of entry: GroupVerdict, sumOf checks: [InstanceCheck]) {
    guard let site = entry.stacks.first?.site, !site.isEmpty,
      checks.contains(where: { $0.sources[0].group.name == "goroutine" })
    else { return nil }
    let sums = checks.compactMap { check in
      check.instance.group("goroutine")?.newest?.profile(for: .values).opened()
        .sums(of: "goroutine") { $0 == site }
    }
    self.site = site
    goroutines = sums.reduce(0) { $0.addingClamped($1.matching) }
    allGoroutines = sums.reduce(0) { $0.addingClamped($1.all) }
    (heapBytes, heapSlope, stackBytes, residentBytes) = (nil, nil, nil, nil)
  }
}

extension CheckedInstance {
  fileprivate func group(_ name: String) -> ProfileGroup? { groups.first { $0.name == name } }
}

extension MeasuredProfile {
  /// The sum of a sample type over the samples with certain sites, and over all.
  func sums(
    of type: String, where isMatching: (String) -> Bool
  ) -> (matching: Int64, all: Int64) {
    guard let column = column(of: type) else { return (0, 0) }
    let matches = plain.sites.map { isMatching(plain.names[$0]) }
    var sums = (matching: Int64(0), all: Int64(0))
    for row in 0..<profile.sampleTable.count {
      let value = value(ofSample: row, column: column)
      sums.all = sums.all.addingClamped(value)
      guard matches[Int(plainStack(ofSample: row).index)] else { continue }
      sums.matching = sums.matching.addingClamped(value)
    }
    return sums
  }
}
