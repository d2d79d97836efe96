package import ProfileModel
package import ProfilePatterns

/// Asks a pattern about the names in a profile, once for each.
package struct NameMatcher {
  private let pattern: Pattern
  /// The answer for each string of the profile; nil as long as it has not been asked.
  private var answers: [Bool?]

  package init(_ pattern: Pattern, for profile: borrowing Profile) {
    self.pattern = pattern
    answers = Array(repeating: nil, count: profile.strings.count)
  }

  /// Whether a text of the profile matches.
  package mutating func matches(_ text: StringID, in profile: borrowing Profile) -> Bool {
    if let answer = answers[Int(text.index)] { return answer }
    let answer = pattern.matches(profile.strings.bytes(of: text))
    answers[Int(text.index)] = answer
    return answer
  }

  /// Whether the function of a line matches, by its name or its file.
  package mutating func matches(line: Int, in profile: borrowing Profile) -> Bool {
    let function = FunctionID(profile.locations.lineFunctions[line])
    return matches(profile.functions.name(of: function), in: profile)
      || matches(profile.functions.filename(of: function), in: profile)
  }

  /// Whether the binary that a location lies in matches.
  package mutating func matchesBinary(of id: LocationID, in profile: borrowing Profile) -> Bool {
    guard let mapping = profile.locations.mapping(of: id) else { return false }
    return matches(profile.mappings[Int(mapping.index)].filename, in: profile)
  }

  /// Whether any line of a location matches, or its binary.
  package mutating func matches(_ id: LocationID, in profile: borrowing Profile) -> Bool {
    for line in profile.locations.lines(of: id) where matches(line: line, in: profile) {
      return true
    }
    return matchesBinary(of: id, in: profile)
  }
}

extension Profile {
  /// The ids of all locations.
  var locationIDs: some Sequence<LocationID> {
    (0..<UInt32(locations.count)).lazy.map { LocationID($0) }
  }
}
