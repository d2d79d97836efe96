extension Profile {
  /// The profile with another's names for memory in use, if both are heap profiles without a common name; nil if not.
  ///
  /// A legacy heap that tells only what is in use calls it `objects` and `space`; one that also tells what was ever
  /// allocated calls it `inuse_objects` and `inuse_space`. The reference adds up neither with the other.
  func withHeapTypes(of other: ProfileHeader, _ strings: StringTable) -> Profile? {
    let names = header.sampleTypes.map { self.strings[$0.type] }
    let wanted = other.sampleTypes.map { strings[$0.type] }
    guard !names.contains(where: wanted.contains) else { return nil }
    let pairs = Self.inUse.map { isShort(names) ? ($0.short, $0.long) : ($0.long, $0.short) }
    guard pairs.allSatisfy({ names.contains($0.0) && wanted.contains($0.1) }) else { return nil }
    var profile = self
    for (old, new) in pairs { profile.renameType(old, new) }
    return profile
  }

  private static let inUse = [
    (short: "objects", long: "inuse_objects"), (short: "space", long: "inuse_space"),
  ]

  private func isShort(_ names: [String]) -> Bool { names.contains(Self.inUse[0].short) }

  private mutating func renameType(_ old: String, _ new: String) {
    let name = addString(new)
    for column in header.sampleTypes.indices where strings[header.sampleTypes[column].type] == old {
      if header.defaultSampleType == header.sampleTypes[column].type {
        header.defaultSampleType = name
      }
      header.sampleTypes[column].type = name
    }
  }
}
