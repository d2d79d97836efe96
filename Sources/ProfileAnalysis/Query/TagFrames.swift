import ProfileModel

/// Makes frames of labels, so that a call graph shows how its roots or leaves differ by label.
///
/// The frame of a key is a function whose name is the values, joined by commas, and whose file is the
/// key; without a value the name is empty. The first root key becomes the outermost frame, the last leaf
/// key the innermost.
struct TagFrames {
  var rootKeys: [String]
  var leafKeys: [String]
  /// The unit that numbers are written in, as in the report.
  var unit: String

  /// Adds the frames; says which of the two found no label at all.
  func add(to profile: inout Profile) -> [String] {
    guard !rootKeys.isEmpty || !leafKeys.isEmpty else { return [] }
    var isUsed = [Bool](repeating: false, count: profile.labelSets.count)
    for set in profile.samples.labelSets { isUsed[Int(set)] = true }
    var (hasRoots, hasLeaves) = (rootKeys.isEmpty, leafKeys.isEmpty)
    var adder = LocationAdder(to: profile)
    var ends = [Profile.StackEnds](repeating: Profile.StackEnds(), count: isUsed.count)
    for set in isUsed.indices where isUsed[set] {
      let groups = LabelGroups(LabelSetID(UInt32(set)), of: profile)
      ends[set].roots = rootKeys.reversed().map { key in
        let values = values(of: key, in: groups, profile)
        if !values.isEmpty { hasRoots = true }
        return adder.location(
          name: Array(values.joined(separator: [UInt8(ascii: ",")])), filename: Array(key.utf8)
        ).index
      }
      ends[set].leaves = leafKeys.reversed().map { key in
        let values = values(of: key, in: groups, profile)
        if !values.isEmpty { hasLeaves = true }
        return adder.location(
          name: Array(values.joined(separator: [UInt8(ascii: ",")])), filename: Array(key.utf8)
        ).index
      }
    }
    adder.finish(&profile)
    profile.addFrames(ends)
    return [("TagRoot", hasRoots), ("TagLeaf", hasLeaves)].filter { !$0.1 }.map(\.0)
  }

  /// The texts of a key and then its numbers, in their own unit if they have one.
  private func values(
    of key: String, in groups: LabelGroups, _ profile: Profile
  ) -> [[UInt8]] {
    let isKey = { (id: StringID) in profile.strings.bytes(of: id).elementsEqual(key.utf8) }
    let texts = groups.texts.first { isKey($0.key) }?.values ?? []
    let numbers = groups.numbers.first { isKey($0.key) }?.values ?? []
    let hasUnits = numbers.contains { $0.unit != .empty }
    return texts.map { Array(profile.strings.bytes(of: $0)) }
      + numbers.map { number in
        let own = hasUnits ? profile.strings[number.unit] : ""
        return Array(ValueText(own, in: hasUnits ? unit : "").text(number.value).utf8)
      }
  }
}
