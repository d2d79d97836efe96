import ProfileAnalysis
package import ProfileModel

/// A running sum of profiles, some of them subtracted; a single one stays unchanged.
package struct ProfileSum {
  /// Why a profile is no part of a sum.
  package struct Failure: Error, CustomStringConvertible {
    /// The shown name of the profile.
    package let name: String
    package let reason: String

    package var description: String { "\(name): \(reason)" }
  }

  private var single: Profile?
  private let count: Int
  private var merger = ProfileMerger()
  private var first: String?
  private var added = 0

  /// - Parameter count: the least number of profiles to come. If it is more than one, the first is not kept beside
  ///   the second while that is read, unless its samples have values of some types only.
  package init(of count: Int = 1) { self.count = count }

  /// Adds a profile.
  ///
  /// - Throws: a `Failure` that names the two that do not go together.
  package mutating func add(_ profile: consuming Profile, from name: String) throws(Failure) {
    let profile = try Self.reported(profile, from: name)
    added += 1
    guard let first else {
      first = name
      guard count > 1 else {
        single = profile
        return
      }
      do { try merger.add(profile) } catch { throw Failure(name: name, reason: "\(error)") }
      // The next is being read meanwhile.
      merger.getReady()
      return
    }
    do {
      if let before = single.take() { try merger.add(before) }
      try merger.add(profile)
    } catch {
      throw Failure(name: name, reason: "cannot be added to \(first): \(error)")
    }
  }

  /// Subtracts a profile.
  ///
  /// - `isBase`: whether percentages refer to it.
  package mutating func subtract(
    _ profile: consuming Profile, from name: String, isBase: Bool
  ) throws(Failure) {
    try add(profile.negated(isBase: isBase), from: name)
  }

  /// A profile as `go tool pprof` merges and reports it.
  private static func reported(
    _ profile: consuming Profile, from name: String
  ) throws(Failure) -> Profile {
    do { return try profile.withDistinctTypes().withMapping() } catch {
      throw Failure(name: name, reason: "\(error)")
    }
  }

  /// Makes one profile of several that were added, before others are subtracted.
  package mutating func combine() throws(MergeError) {
    if added > 1 { try merger.combine() }
  }

  /// Whether the sum is reduced to memory in use, since not all heap profiles record allocations.
  package var holdsOnlyInUse: Bool { merger.holdsOnlyInUse }

  /// Whether several profiles were added, so that there is a sum which no reader has seen.
  package var isOfSeveral: Bool { added > 1 }

  /// The sum; nothing is left.
  package mutating func profile() -> Profile {
    if let single = single.take() { return single }
    var merger = ProfileMerger()
    swap(&merger, &self.merger)
    var sum = merger.merged()
    if isOfSeveral { MemoryStatistics.remove(from: &sum) }
    return sum
  }
}

extension Profile {
  /// The profile in the form in which it is added to subtract it.
  ///
  /// - `isBase`: whether percentages refer to it.
  fileprivate consuming func negated(isBase: Bool) -> Profile {
    let ratios = [Double](repeating: -1, count: width)
    guard isBase else { return scaled(by: ratios) }
    return labelled(SampleWeights.baseLabel.key, SampleWeights.baseLabel.text).scaled(by: ratios)
  }
}
