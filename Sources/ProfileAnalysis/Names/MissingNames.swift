package import ProfileModel

/// How much of a profile has no function names, for a message.
///
///     no function names in 2 of 5 mappings: build id 7f3a90c2… router, libm.so.6; go tool pprof … adds them
package struct MissingNames: Sendable, Equatable {
  /// A part of memory that was loaded from a file.
  package struct Mapping: Sendable, Equatable {
    /// The last part of the file's path; empty if unknown.
    package var file = ""
    package var buildID = ""
    /// How many locations of stacks lie in it; 0 where none of the profile lacks a name.
    package var locations = 0
    /// How many of those have no function name.
    package var unnamed = 0

    /// Whether its file is known.
    var isKnown: Bool { !file.isEmpty || !buildID.isEmpty }

    /// Whether none of its locations has a name.
    var isUnnamed: Bool { isKnown && unnamed > 0 && unnamed == locations }
  }

  /// One for each mapping of the profile, in their order.
  package private(set) var mappings: [Mapping]
  /// How many locations stacks have; 0 where none lacks a name.
  package private(set) var locations = 0
  /// How many of them have no function name.
  package private(set) var unnamed = 0

  package init(in profile: Profile) {
    let strings = profile.strings
    mappings = profile.mappings.map {
      Mapping(file: UnnamedFrames.base(strings[$0.filename]), buildID: strings[$0.buildID])
    }
    let frames = UnnamedFrames(profile)
    // Most profiles have all names, and their stacks need not be looked at.
    guard !frames.isEmpty else { return }
    var isUsed = [Bool](repeating: false, count: profile.locations.count)
    for location in profile.stacks.frames { isUsed[Int(location)] = true }
    for index in isUsed.indices where isUsed[index] {
      let location = LocationID(UInt32(index))
      count(location, of: profile, frames.isUnnamed(location))
    }
  }

  private mutating func count(
    _ location: LocationID, of profile: Profile, _ isUnnamed: Bool
  ) {
    locations += 1
    unnamed += isUnnamed ? 1 : 0
    guard let mapping = profile.locations.mapping(of: location) else { return }
    mappings[Int(mapping.index)].locations += 1
    mappings[Int(mapping.index)].unnamed += isUnnamed ? 1 : 0
  }
}

extension MissingNames {
  /// How many mappings are listed; there may be hundreds.
  private static let shown = 3

  /// What is missing and what to do about it; nil if nothing is.
  package var message: String? {
    guard unnamed > 0 else { return nil }
    let (whole, rest) = (mappings.filter(\.isUnnamed), unnamedElsewhere)
    let advice = mappings.contains { $0.unnamed > 0 && $0.isSymbolizable } ? Self.advice : ""
    guard !whole.isEmpty else {
      return "no function names at \(unnamed) of \(locations.counted("location"))"
        + sources + advice
    }
    let used = mappings.count { $0.isKnown && $0.locations > 0 }
    let others = rest > 0 ? ", and at \(rest.counted("other location"))" : ""
    return "no function names in \(whole.count) of \(used.counted("mapping")): "
      + list(whole) + others + advice
  }

  private static let advice = "; go tool pprof -symbolize=force -proto PROGRAM PROFILE adds them"

  /// How many unnamed locations lie outside the mappings that have no names at all.
  private var unnamedElsewhere: Int {
    unnamed - mappings.filter(\.isUnnamed).reduce(0) { $0 + $1.unnamed }
  }

  /// The mappings that have names for some locations only.
  private var sources: String {
    let partly = mappings.filter { $0.unnamed > 0 && !$0.file.isEmpty }
    return partly.isEmpty ? "" : " in \(list(partly))"
  }

  private func list(_ mappings: [Mapping]) -> String {
    let rest = mappings.count - Self.shown
    let shown = mappings.prefix(Self.shown).map(\.title).joined(separator: ", ")
    return rest > 0 ? "\(shown) and \(rest) more" : shown
  }
}

extension MissingNames.Mapping {
  /// `build id 7f3a90c2… router`, if known.
  fileprivate var title: String {
    guard !buildID.isEmpty else { return file }
    let digits = buildID.prefix(12)
    let id = "build id \(digits)\(digits.count < buildID.count ? "…" : "")"
    return file.isEmpty ? id : "\(id) \(file)"
  }

  /// Whether there is a file in which the user might look for names.
  fileprivate var isSymbolizable: Bool { !file.isEmpty && !file.hasPrefix("[") }
}
