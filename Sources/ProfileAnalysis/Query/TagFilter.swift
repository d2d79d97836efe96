package import ProfileModel
public import ProfilePatterns

/// A filter of samples by their labels: `[KEY=]RANGE` for numbers, `[KEY=]REGEX,REGEX…` for texts.
///
///     memory=32mb:           // numeric label memory of at least 32 MB
///     1kb:4kb                // any numeric label from 1 to 4 kB
///     tenant=acme|globex     // a text of label tenant matches
///     tenant:acme,region     // without a key, each regex must match some `key:text`
public struct TagFilter: Sendable {
  private enum Condition: Sendable {
    case range(NumberRange)
    case patterns([Pattern])
  }

  /// What it was made from.
  public let text: String
  private let key: String?
  private let value: String
  private let condition: Condition

  /// Parses a filter.
  ///
  /// - Throws: a `TagFilterError` if it is invalid.
  public init(_ text: String) throws(TagFilterError) {
    self.text = text
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    key = parts.count == 2 && !parts[0].isEmpty ? String(parts[0]) : nil
    value = parts.count == 2 ? String(parts[1]) : text
    if let range = try NumberRange(value) {
      condition = .range(range)
      return
    }
    var patterns: [Pattern] = []
    for part in value.split(separator: ",", omittingEmptySubsequences: false) {
      do { patterns.append(try Pattern(String(part))) } catch {
        throw TagFilterError(.pattern(error))
      }
    }
    condition = .patterns(patterns)
  }

  /// A note that a filter was read as a range of numbers; nil if it was not.
  func interpretation(of option: String) -> String? {
    guard case .range = condition else { return nil }
    return "\(option):Interpreted '\(value)' as range, not regexp"
  }

  /// Whether samples with a set of labels match.
  func matches(_ set: LabelSetID, of profile: Profile, units: LabelUnits) -> Bool {
    switch condition {
    case .range(let range): matches(range, set, of: profile, units)
    case .patterns(let patterns): matches(patterns, set, of: profile)
    }
  }

  private func matches(
    _ range: NumberRange, _ set: LabelSetID, of profile: Profile, _ units: LabelUnits
  ) -> Bool {
    profile.labelSets.labels(of: set).contains { label in
      guard case .number(let number, _) = label.value, isWanted(label.key, of: profile) else {
        return false
      }
      return range.contains(number, unit: units[label.key])
    }
  }

  private func matches(_ patterns: [Pattern], _ set: LabelSetID, of profile: Profile) -> Bool {
    let labels = profile.labelSets.labels(of: set)
    func holds(_ pattern: Pattern) -> Bool {
      labels.contains { label in
        guard case .text(let text) = label.value else { return false }
        let value = profile.strings.bytes(of: text)
        if key != nil { return isWanted(label.key, of: profile) && pattern.matches(value) }
        let whole = profile.strings.bytes(of: label.key) + [UInt8(ascii: ":")] + value
        return pattern.matches(whole)
      }
    }
    return key == nil ? patterns.allSatisfy(holds) : patterns.contains(where: holds)
  }

  private func isWanted(_ key: StringID, of profile: Profile) -> Bool {
    guard let wanted = self.key else { return true }
    return profile.strings.bytes(of: key).elementsEqual(wanted.utf8)
  }
}

extension TagFilter: Equatable {
  /// Filters are equal if they were made from the same text.
  public static func == (left: TagFilter, right: TagFilter) -> Bool { left.text == right.text }
}

/// Filters by labels.
public struct TagFilters: Sendable, Equatable {
  /// Only samples that match.
  public var focus: TagFilter?
  /// Only samples that do not match.
  public var ignore: TagFilter?
  /// Only labels whose key matches; samples stay.
  public var show: Pattern?
  /// Without labels whose key matches; samples stay.
  public var hide: Pattern?

  /// No filter: all samples and labels stay.
  public init() {}

  /// Applies focus and ignore; says which of them matched no sample.
  func applyToSamples(of profile: inout Profile, units: LabelUnits) -> [String] {
    guard focus != nil || ignore != nil else { return [] }
    var (isDropped, inFocus, isIgnored): ([Bool], [Bool], [Bool]) = ([], [], [])
    for set in 0..<profile.labelSets.count {
      let set = LabelSetID(UInt32(set))
      inFocus.append(focus?.matches(set, of: profile, units: units) ?? true)
      isIgnored.append(ignore?.matches(set, of: profile, units: units) ?? false)
      isDropped.append(!inFocus[isDropped.count] || isIgnored[isDropped.count])
    }
    let sets = profile.sampleTable.labelSets
    let matched = [
      ("TagFocus", focus == nil || sets.contains { inFocus[Int($0)] }),
      ("TagIgnore", ignore == nil || sets.contains { isIgnored[Int($0)] }),
    ]
    profile.dropSamples(ofLabelSets: isDropped)
    return matched.filter { !$0.1 }.map(\.0)
  }

  /// Applies show and hide; says which of them matched no label.
  func applyToLabels(of profile: inout Profile) -> [String] {
    guard show != nil || hide != nil else { return [] }
    var show = show.map { NameMatcher($0, for: profile) }
    var hide = hide.map { NameMatcher($0, for: profile) }
    var (hasShown, hasHidden) = (show == nil, hide == nil)
    for set in profile.labelSetsInUse {
      for label in profile.labelSets.labels(of: set) {
        if show?.matches(label.key, in: profile) == true { hasShown = true }
        if hide?.matches(label.key, in: profile) == true { hasHidden = true }
      }
    }
    let before = profile
    profile.mapLabelSets { labels in
      labels.filter { label in
        show?.matches(label.key, in: before) != false
          && hide?.matches(label.key, in: before) != true
      }
    }
    return [("TagShow", hasShown), ("TagHide", hasHidden)].filter { !$0.1 }.map(\.0)
  }
}

/// The message about a label that no sample has.
package enum UnmatchedLabel {
  /// A message with the keys that there are.
  package static func message(_ key: String, among keys: Set<String>) -> String {
    let known =
      keys.isEmpty
      ? "there are no labels"
      : "the labels include \(keys.sorted().prefix(5).joined(separator: ", "))"
    return "no sample has the label '\(key)'; \(known)"
  }

  /// The same of a profile's samples; nil if one of them has the label.
  package static func message(_ key: String, in profile: Profile) -> String? {
    profile.hasLabel(key) ? nil : message(key, among: profile.labelKeys)
  }

  /// The message if samples are distinguished by a label that none has.
  package static func message(by dimension: SampleDimension, in profile: Profile) -> String? {
    guard case .label(let key) = dimension else { return nil }
    return message(key, in: profile)
  }
}

extension Profile {
  /// Whether any sample has a label with a key.
  package func hasLabel(_ key: String) -> Bool {
    guard let id = strings.id(of: key) else { return false }
    return labelSetsInUse.contains { labelSets.labels(of: $0).contains { $0.key == id } }
  }

  /// The keys of the labels of all samples.
  package var labelKeys: Set<String> {
    var keys: Set<StringID> = []
    for set in labelSetsInUse { keys.formUnion(labelSets.labels(of: set).map(\.key)) }
    return Set(keys.map { strings[$0] })
  }
}
