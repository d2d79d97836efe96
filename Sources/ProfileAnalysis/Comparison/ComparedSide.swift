package import ProfileModel

/// One side of a comparison: a profile, which may be the sum of several, and where it comes from.
package struct ComparedSide: Sendable {
  package var profile: Profile
  /// Its shown name.
  package let name: String
  /// The traits of each format that it was read from.
  package let traits: Set<FormatTraits>
  /// How many profiles it is the sum of.
  package let profileCount: Int
  /// Which of them was not read whole, and why; nil if all were.
  package let incomplete: (name: String, reason: String)?

  package init(
    _ profile: consuming Profile, name: String, traits: Set<FormatTraits>, profileCount: Int = 1,
    incomplete: (name: String, reason: String)? = nil
  ) {
    self.profile = profile
    self.name = name
    self.traits = traits
    self.profileCount = profileCount
    self.incomplete = incomplete
  }

  /// Whether it was read from folded stacks only, which do not say what they count.
  var isFolded: Bool { !traits.isEmpty && traits.allSatisfy { $0.contains(.hasNamesOnly) } }

  /// The texts of Go's that some of it was read from, which hide frames of the runtime: dumps hide others.
  var hidingTexts: Set<FormatTraits> {
    Set(
      traits.filter { $0.contains(.hidesRuntimeFrames) }.map {
        $0.intersection([.hidesRuntimeFrames, .isDump])
      })
  }
}

/// A side's metadata, for reports.
package struct ComparedSource: Sendable, Equatable {
  package internal(set) var name: String
  /// 0 when not known.
  package let timeNanos: Int64
  /// 0 when not known.
  package let durationNanos: Int64
  /// How many profiles it is the sum of.
  package let profileCount: Int
  /// The events that one sample represents; 0 if unknown.
  package let period: Period
  /// The kind of profile by its name: `block`; nil when that does not tell.
  let kind: String?
  let program: ProgramName?
  /// Whether it is what happened between two moments.
  let isDifference: Bool
  /// Which part of a process it shows; nil for all.
  let shownOnly: String?
  /// What took names away that the program has; nil when nothing did.
  let lostNames: String?

  /// For example 10,000,000 nanoseconds of cpu.
  package struct Period: Sendable, Equatable {
    package let value: Int64
    package let type: String
    package let unit: String
  }

  package init(_ side: borrowing ComparedSide) {
    let header = side.profile.header
    name = side.name
    timeNanos = header.timeNanos
    durationNanos = header.durationNanos
    profileCount = side.profileCount
    kind = SnapshotName(Array(side.name.utf8)).kindWord
    program = ProgramName(side.profile)
    isDifference = side.profile.isDifference
    let remarks = SourceRemarks(of: side.profile)
    (shownOnly, lostNames) = (remarks.shownOnly, remarks.lostNames)
    period = Period(
      value: header.period, type: side.profile.strings[header.periodType.type],
      unit: side.profile.strings[header.periodType.unit])
  }
}
