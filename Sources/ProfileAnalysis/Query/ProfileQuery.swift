package import ProfileModel

/// What a person wants to see of a profile: the options that all reports share.
///
/// The command line makes one of its options; `prepare` gives what every report begins with:
///
///     var query = ProfileQuery()
///     query.names.focus = try Pattern("listen")
///     let subject = try query.prepare(profile)
///     for message in subject.messages { … }
///
/// The order of the steps is the reference's: label frames, total, filters. With relative percentages
/// the total comes after the filters.
package struct ProfileQuery: Sendable {
  /// A sample type's name or place; nil for the profile's default.
  package var sampleType: String?
  /// Whether values are divided by the first sample type.
  package var isMean = false
  /// What values are divided by when they are written; not 0.
  package var divisor = 1.0
  /// The unit to write values in: a unit, `minimum` or `auto`.
  package var unit = "minimum"
  package var names = NameFilters()
  package var tags = TagFilters()
  /// Keys of labels that become frames at the root, the first one outermost.
  package var rootTags: [String] = []
  /// Keys of labels that become frames at the leaf, the last one innermost.
  package var leafTags: [String] = []
  /// Whether percentages are of what the filters leave.
  package var isRelative = false

  package init() {}

  /// Applies the query to a profile that has been merged and pruned.
  package func prepare(_ profile: consuming Profile) throws(SampleTypeError) -> PreparedProfile {
    var profile = profile
    let units = LabelUnits(of: profile)
    var messages = [MissingNames(in: profile).message].compactMap { $0 }
    messages += units.conflicts.map {
      "For tag \($0.key) used unit \($0.used), also encountered unit(s) "
        + $0.others.joined(separator: ", ")
    }
    let tagFrames = TagFrames(rootKeys: rootTags, leafKeys: leafTags, unit: unit)
    messages += Self.unmatched(tagFrames.add(to: &profile))
    if isRelative { messages += filter(&profile, units) }
    let sampleType = try SampleTypeChoice(self.sampleType, of: profile)
    let total = SampleWeights(of: profile, column: sampleType.column, isMean: isMean)
      .total(of: profile)
    if !isRelative { messages += filter(&profile, units) }
    return PreparedProfile(
      profile, query: self, sampleType: sampleType, total: total, labelUnits: units,
      messages: messages)
  }

  /// Applies all filters; gives what there is to say about them.
  private func filter(_ profile: inout Profile, _ units: LabelUnits) -> [String] {
    var messages = [
      tags.focus?.interpretation(of: "tagfocus"), tags.ignore?.interpretation(of: "tagignore"),
    ].compactMap { $0 }
    messages += unmatched(names.apply(to: &profile), in: profile)
    if let showFrom = names.showFrom, !names.applyShowFrom(showFrom, to: &profile) {
      messages += unmatched(["ShowFrom"], in: profile)
    }
    messages += Self.unmatched(tags.applyToSamples(of: &profile, units: units))
    messages += Self.unmatched(tags.applyToLabels(of: &profile))
    if let pruneFrom = names.pruneFrom, !profile.prune(from: pruneFrom) {
      messages.append(
        "PruneFrom expression matched no frame: it is asked about names that are cut at their first bracket"
      )
    }
    return messages
  }

  private static func unmatched(_ options: [String]) -> [String] {
    options.map { "\($0) expression matched no samples" }
  }

  /// The same of filters by name, each with the pattern that was perhaps meant.
  private func unmatched(_ options: [String], in profile: borrowing Profile) -> [String] {
    let patterns = [
      "Focus": names.focus, "Ignore": names.ignore, "Hide": names.hide, "Show": names.show,
      "ShowFrom": names.showFrom,
    ]
    var messages = Self.unmatched(options)
    for (place, option) in options.enumerated() {
      guard let pattern = patterns[option] ?? nil,
        let name = NameSuggestion.text(for: pattern, in: profile)
      else { continue }
      messages[place] += "; \(NameSuggestion.advice(name))"
    }
    return messages
  }

  /// The filters in force, as a report's header lists them.
  var activeFilters: [String] {
    let filters = [
      ("focus", names.focus?.text), ("ignore", names.ignore?.text), ("hide", names.hide?.text),
      ("show", names.show?.text), ("show_from", names.showFrom?.text),
      ("tagfocus", tags.focus?.text), ("tagignore", tags.ignore?.text),
      ("tagshow", tags.show?.text), ("taghide", tags.hide?.text),
    ]
    return filters.compactMap { name, text in text.map { "\(name)=\($0)" } }
  }
}
