package import ProfileModel

/// Identifies a process across profiles: its build and the address of `[vdso]`.
package struct ProcessMark: Hashable, Sendable {
  let buildID: String
  let start: UInt64

  /// Where `[vdso]` lies when addresses are not random.
  private static let fixed: ClosedRange<UInt64> = 0x7fff_f7f0_0000...0x7fff_f7ff_ffff

  /// Nil where the profile does not record it: texts, other systems and producers, merged files.
  package init?(_ profile: Profile) {
    let vdsos = profile.mappings.filter { profile.strings[$0.filename] == "[vdso]" }
    guard vdsos.count == 1, let vdso = vdsos.first, !Self.fixed.contains(vdso.start),
      let program = profile.mappings.first, program.filename != vdso.filename
    else { return nil }
    buildID = profile.strings[program.buildID]
    start = vdso.start
  }
}

/// A digest of a profile's content, which finds equal files without keeping them.
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
