package import ProfileModel

/// What all profiles of one process have in common and no others: the build and where `[vdso]` was put.
package struct ProcessMark: Hashable, Sendable {
  let buildID: String
  let start: UInt64

  /// Where `[vdso]` lies when addresses are not random.
  private static let fixed: ClosedRange<UInt64> = 0x7fff_f7f0_0000...0x7fff_f7ff_ffff

  /// Nil where the profile does not tell: texts, other systems and producers, merged files.
  package init?(_ profile: Profile) {
    let places = profile.mappings.filter { profile.strings[$0.filename] == "[vdso]" }
    guard places.count == 1, let place = places.first, !Self.fixed.contains(place.start),
      let program = profile.mappings.first, program.filename != place.filename
    else { return nil }
    buildID = profile.strings[program.buildID]
    start = place.start
  }
}

/// What stands for all that a profile holds, by which files of equal content are found without keeping them.
struct ContentDigest: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// Hashes differ from run to run; they are only compared within one.
  init(_ profile: Profile) {
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
