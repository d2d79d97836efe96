package import ProfileModel

/// The message about a label that no sample has.
package enum UnmatchedLabel {
  /// A message with the keys that there are.
  package static func message(_ key: String, among keys: Set<String>) -> String {
    let known =
      keys.isEmpty
      ? "none has any" : "there are \(keys.sorted().prefix(5).joined(separator: ", "))"
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
