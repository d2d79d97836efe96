extension Profile {
  /// Gives a profile that has no mapping an empty one that all its locations lie in.
  ///
  /// `go tool pprof` reports every profile so, which shows in `raw` and decides what merges with what.
  package consuming func withMapping() -> Profile {
    var profile = self
    guard profile.mappings.isEmpty else { return profile }
    profile.mappings = [Mapping(id: 1)]
    profile.locations.mappings = [UInt32](repeating: 1, count: profile.locations.count)
    return profile
  }

  /// Adds a comment behind those that there are.
  package mutating func addComment(_ text: String) { header.comments.append(addString(text)) }
}
