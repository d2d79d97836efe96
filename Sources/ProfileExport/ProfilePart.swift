import ProfileAnalysis
import ProfileModel

/// A part of a profile besides stacks of names with one value each.
package enum ProfilePart: String, CaseIterable, Sendable {
  /// Sample types besides the one that reports show first.
  case sampleTypes = "sample type"
  /// What one of a value is, other than a count.
  case unit
  /// What times have besides whole microseconds.
  case nanoseconds = "fractions of microseconds"
  case labels = "label"
  /// That labels of one key and sample are numbers in several units.
  case mixedUnits = "units of labels with several units per key"
  /// Names as the linker knows them, where people read others.
  case systemNames = "system names"
  case files, lines, columns
  /// Where functions begin.
  case startLines = "first lines of functions"
  /// Which calls were inlined.
  case inlining = "inlined calls"
  /// Addresses of named functions; an unnamed one is represented by its address.
  case addresses
  case binaries
  /// When the profile was taken.
  case time
  /// For how long it was taken.
  case duration
  case period
  case comments
  /// Patterns of frames to hide.
  case frameFilters = "drop frames"
  /// Values whose stack is unknown.
  case emptyStacks = "without a stack"
  case zeros = "of nothing but zeros"
}

/// A part of a profile that a format cannot represent.
package struct ProfileLoss: Equatable, Sendable {
  package let part: ProfilePart
  /// Its name: sample types and keys of labels have names.
  package let names: [String]
  /// How many samples are left out; 0 where it is not samples that are.
  package let samples: Int

  /// Nil if the profile has nothing of it.
  ///
  /// - `key`: a label that is kept.
  init?(_ part: ProfilePart, of profile: Profile, keepingLabel key: String? = nil) {
    self.part = part
    switch part {
    case .sampleTypes: names = Self.otherTypes(profile)
    case .unit: names = Self.unit(profile)
    case .labels: names = Self.labelKeys(profile).filter { $0 != key }
    default: names = []
    }
    samples =
      switch part {
      case .emptyStacks: Self.emptyStacks(profile)
      case .zeros: Self.zeros(profile)
      default: 0
      }
    guard !names.isEmpty || samples > 0 || part.isUnnamed(in: profile) else { return nil }
  }

  private static func emptyStacks(_ profile: Profile) -> Int {
    profile.sampleTable.stacks.count { profile.stacks.frames(of: StackID($0)).isEmpty }
  }

  private static func zeros(_ profile: Profile) -> Int {
    let (width, values) = (profile.width, profile.sampleTable.values)
    return (0..<profile.sampleTable.count).count { sample in
      (0..<width).allSatisfy { values[sample * width + $0] == 0 }
    }
  }

  private static func unit(_ profile: Profile) -> [String] {
    guard let chosen = try? SampleTypeChoice(of: profile).column else { return [] }
    let unit = profile.strings[profile.header.sampleTypes[chosen].unit]
    return ["", "count"].contains(unit) ? [] : [unit]
  }

  private static func otherTypes(_ profile: Profile) -> [String] {
    guard let chosen = try? SampleTypeChoice(of: profile).column else { return [] }
    return profile.header.sampleTypes.indices.filter { $0 != chosen }.map {
      profile.strings[profile.header.sampleTypes[$0].type]
    }
  }

  private static func labelKeys(_ profile: Profile) -> [String] {
    Set(profile.labelSets.labels.map(\.key)).map { profile.strings[$0] }.sorted()
  }
}

extension ProfilePart {
  /// Whether a profile has any of what is not distinguished by names.
  fileprivate func isUnnamed(in profile: Profile) -> Bool {
    let (header, functions, locations) = (profile.header, profile.functions, profile.locations)
    return switch self {
    case .sampleTypes, .unit, .labels, .emptyStacks, .zeros: false
    case .nanoseconds: Self.hasFractions(profile)
    case .mixedUnits: Self.hasMixedUnits(profile)
    case .systemNames: zip(functions.names, functions.systemNames).contains { $1 != 0 && $0 != $1 }
    case .files: functions.filenames.contains { $0 != 0 }
    case .lines: locations.lineNumbers.contains { $0 != 0 }
    case .columns: locations.lineColumns.contains { $0 != 0 }
    case .startLines: functions.startLines.contains { $0 != 0 }
    case .inlining: Self.locations(of: profile).contains { locations.lines(of: $0).count > 1 }
    case .addresses:
      Self.locations(of: profile).contains { location in
        locations.addresses[Int(location.index)] != 0 && !locations.lines(of: location).isEmpty
      }
    case .binaries: profile.mappings.contains { $0.filename != .empty || $0.buildID != .empty }
    case .time: header.timeNanos != 0
    case .duration: header.durationNanos != 0
    case .period: header.period != 0
    case .comments: !header.comments.isEmpty || header.docURL != .empty
    case .frameFilters: header.dropFrames != .empty || header.keepFrames != .empty
    }
  }

  private static func hasFractions(_ profile: Profile) -> Bool {
    guard let type = try? SampleTypeChoice(of: profile).column,
      ["ns", "nanoseconds"].contains(profile.strings[profile.header.sampleTypes[type].unit])
    else { return false }
    let values = profile.sampleTable.values
    return (0..<profile.sampleTable.count).contains {
      values[$0 * profile.width + type] % 1000 != 0
    }
  }

  private static func hasMixedUnits(_ profile: Profile) -> Bool {
    (0..<UInt32(profile.labelSets.count)).contains { set in
      let labels = profile.labelSets.labels(of: LabelSetID(set))
      return Dictionary(grouping: labels, by: \.key).values.contains { $0.units.count > 1 }
    }
  }

  private static func locations(of profile: Profile) -> some Sequence<LocationID> {
    (0..<UInt32(profile.locations.count)).lazy.map { LocationID($0) }
  }
}

extension ProfileLoss: CustomStringConvertible {
  /// At most this many names are listed.
  private static let shownNames = 8

  /// For example `3 sample types (alloc_objects, alloc_space, inuse_objects)`, `files`, or `12 samples without a stack`.
  package var description: String {
    if samples > 0 { return "\(samples.counted("sample")) \(part.rawValue)" }
    if part == .unit { return "the unit (\(names.joined()))" }
    guard !names.isEmpty else { return part.rawValue }
    let rest = names.count > Self.shownNames ? ", …" : ""
    let list = names.prefix(Self.shownNames).joined(separator: ", ") + rest
    return "\(names.count.counted(part.rawValue)) (\(list))"
  }
}
