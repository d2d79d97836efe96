package import ProfileModel

/// A digest of a profile's content, which finds equal files without keeping them.
package struct ContentDigest: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// Hashes differ from run to run; they are only compared within one.
  package init(_ profile: Profile) {
    (first, second) = (Self.hash(profile, seed: 1), Self.hash(profile, seed: 2))
  }

  private static func hash(_ profile: Profile, seed: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(seed)
    hasher.combine(profile.sampleTable.values)
    hasher.combine(profile.sampleTable.stacks)
    hasher.combine(profile.sampleTable.labelSets)
    hasher.combine(profile.stacks.ends)
    hasher.combine(profile.stacks.frames)
    hasher.combine(profile.locations.addresses)
    hasher.combine(profile.locations.lineFunctions)
    hasher.combine(profile.functions.names)
    hasher.combine(profile.strings.bytes)
    hasher.combine(profile.header.timeNanos)
    return hasher.finalize()
  }
}
