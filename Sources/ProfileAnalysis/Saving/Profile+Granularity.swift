package import ProfileModel

extension Profile {
  /// The profile with nothing of its frames that a granularity does not tell apart, as `go tool pprof`'s `Aggregate`
  /// makes it; what became equal is still there several times.
  ///
  /// A function is called as its file where files are distinguished alone, so that reports have a name to show.
  package consuming func coarsened(to granularity: Granularity) -> Profile {
    guard granularity != .addresses else { return self }
    var profile = self
    profile.locations.forgetAddresses(keepingLines: granularity.hasLines)
    profile.functions.forget(besides: granularity)
    for row in profile.mappings.indices {
      profile.mappings[row].hasFilenames =
        profile.mappings[row].hasFilenames && granularity.hasFiles
      profile.mappings[row].hasLineNumbers =
        profile.mappings[row].hasLineNumbers && granularity.hasLines
    }
    return profile
  }
}

extension LocationTable {
  fileprivate mutating func forgetAddresses(keepingLines: Bool) {
    addresses = addresses.map { _ in 0 }
    lineColumns = lineColumns.map { _ in 0 }
    if !keepingLines { lineNumbers = lineNumbers.map { _ in 0 } }
  }
}

extension FunctionTable {
  fileprivate mutating func forget(besides granularity: Granularity) {
    guard !granularity.hasLines else { return }
    startLines = startLines.map { _ in 0 }
    if !granularity.hasNames { names = filenames }
    if !granularity.hasFiles { filenames = filenames.map { _ in 0 } }
    if granularity != .filefunctions { systemNames = names }
  }
}
