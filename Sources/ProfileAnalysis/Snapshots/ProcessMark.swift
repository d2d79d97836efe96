package import ProfileModel

/// Identifies a process across profiles: its build and the address of `[vdso]`.
package struct ProcessMark: Hashable, Sendable {
  package let buildID: String
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
