extension Profile {
  /// The profile without the sample types that share their name, which `go tool pprof` neither reports nor merges.
  ///
  /// Sample types go by their name when profiles are added up, so values of `space/bytes` and `space/count`
  /// would become one. All samples stay.
  ///
  /// - Throws: when no sample type is left.
  package consuming func withDistinctTypes() throws(MergeError) -> Profile {
    let types = header.sampleTypes
    let kept = header.distinctColumns
    guard kept.count < types.count else { return self }
    guard let first = kept.first else { throw .sharedNames(nameOfSeveralTypes ?? "") }
    var profile = self
    profile.sampleTable.keepColumns(kept, width: types.count)
    profile.header.sampleTypes = kept.map { types[$0] }
    let name = profile.header.defaultSampleType
    if !kept.contains(where: { types[$0].type == name }) {
      profile.header.defaultSampleType = types[first].type
    }
    return profile
  }

  /// A heap of `objects` and `space`, which are equal to what was allocated so far, as the four types of other heaps.
  ///
  /// Go's text leaves allocations out where they say nothing new: before the first garbage collection.
  package consuming func withEqualAllocations() -> Profile {
    let types = header.sampleTypes
    guard types.map({ strings[$0.type] }) == ["objects", "space"] else { return self }
    var profile = self
    profile.sampleTable.keepColumns([0, 1, 0, 1], width: types.count)
    let names = ["alloc_objects", "alloc_space", "inuse_objects", "inuse_space"]
    profile.header.sampleTypes = zip(names, types + types).map { name, type in
      var type = type
      type.type = profile.addString(name)
      return type
    }
    return profile
  }

  /// The first name that several sample types have, if there is one.
  package var nameOfSeveralTypes: String? {
    let distinct = Set(header.distinctColumns)
    let column = header.sampleTypes.indices.first { !distinct.contains($0) }
    return column.map { strings[header.sampleTypes[$0].type] }
  }
}

extension ProfileHeader {
  /// The sample types whose name is theirs alone.
  fileprivate var distinctColumns: [Int] {
    var counts: [StringID: Int] = [:]
    for type in sampleTypes { counts[type.type, default: 0] += 1 }
    return sampleTypes.indices.filter { counts[sampleTypes[$0].type] == 1 }
  }
}

extension SampleTable {
  /// Drops all columns of values but some.
  mutating func keepColumns(_ kept: [Int], width: Int) {
    values = (0..<count).flatMap { row in kept.map { values[row * width + $0] } }
  }
}
