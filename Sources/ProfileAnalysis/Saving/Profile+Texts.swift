package import ProfileModel
package import ProfilePatterns

extension Profile {
  /// The profile with texts replaced in the names of functions, of files and binaries, and in values of labels.
  ///
  /// - `replacements`: one after the other.
  /// - `unmatched`: takes those that matched nothing.
  /// - Throws: that there is no memory for a text.
  package consuming func replacing(
    _ replacements: [Replacement], unmatched: inout [Replacement]
  ) throws(PatternError) -> Profile {
    var profile = self
    for replacement in replacements {
      var texts = ReplacedTexts(of: profile, replacement)
      try texts.replaceNames(in: &profile)
      try texts.replaceLabels(in: &profile)
      profile.strings = texts.strings
      if !texts.hasMatch { unmatched.append(replacement) }
    }
    return profile
  }

  /// The profile with the names of its source files as reports show them.
  package consuming func shortened(_ paths: SourcePaths) -> Profile {
    var profile = self
    var strings = StringInterner(profile.strings)
    var shown: [UInt32: UInt32] = [:]
    for row in profile.functions.filenames.indices {
      let old = profile.functions.filenames[row]
      if shown[old] == nil {
        let name = paths.shown(profile.strings.bytes(of: StringID(old)))
        shown[old] = strings.intern(name.span).index
      }
      profile.functions.filenames[row] = shown[old] ?? old
    }
    profile.strings = strings.table
    return profile
  }
}

/// The texts of a profile with one replacement applied, each asked once.
private struct ReplacedTexts {
  private let old: StringTable
  private let replacement: Replacement
  private var interner: StringInterner
  private var known: [StringID: StringID] = [:]
  private(set) var hasMatch = false

  init(of profile: borrowing Profile, _ replacement: Replacement) {
    old = profile.strings
    interner = StringInterner(profile.strings)
    self.replacement = replacement
  }

  /// The texts, with those that were made.
  var strings: StringTable { interner.table }

  mutating func replaceNames(in profile: inout Profile) throws(PatternError) {
    for row in 0..<profile.functions.count {
      profile.functions.names[row] = try replaced(profile.functions.names[row])
      profile.functions.systemNames[row] = try replaced(profile.functions.systemNames[row])
      profile.functions.filenames[row] = try replaced(profile.functions.filenames[row])
    }
    for row in profile.mappings.indices {
      profile.mappings[row].filename = try replaced(profile.mappings[row].filename)
    }
  }

  mutating func replaceLabels(in profile: inout Profile) throws(PatternError) {
    for row in profile.labelSets.labels.indices {
      guard case .text(let text) = profile.labelSets.labels[row].value else { continue }
      profile.labelSets.labels[row].value = .text(try replaced(text))
    }
  }

  private mutating func replaced(_ text: UInt32) throws(PatternError) -> UInt32 {
    try replaced(StringID(text)).index
  }

  private mutating func replaced(_ text: StringID) throws(PatternError) -> StringID {
    if let known = known[text] { return known }
    // A text that is not there has nothing to be replaced, whatever the pattern matches.
    let new = old.isEmpty(text) ? nil : try replacement.applied(to: old.bytes(of: text))
    if new != nil { hasMatch = true }
    let result = new.map { interner.intern($0.span) } ?? text
    known[text] = result
    return result
  }
}
