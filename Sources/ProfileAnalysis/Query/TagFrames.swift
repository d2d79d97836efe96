import ProfileModel

/// Makes frames of labels, so that a call graph shows how its roots or leaves differ by label.
///
/// A key that no label has may be a dimension instead, in which a sample has one key: `state`, `package`.
/// The frame of a key is a function whose name is the values, joined by commas, and whose file is the
/// key; without a value the name is empty. The first root key becomes the outermost frame, the last leaf
/// key the innermost.
struct TagFrames {
  var rootKeys: [String]
  var leafKeys: [String]
  /// The unit that numbers are written in, as in the report.
  var unit: String

  /// The profile with these frames, and what there is to say about it before it is filtered.
  func labelled(_ profile: consuming Profile) -> LabelledProfile {
    var profile = profile
    let units = LabelUnits(of: profile)
    var messages = [MissingNames(in: profile).message].compactMap { $0 }
    messages += units.conflicts.map {
      "For tag \($0.key) used unit \($0.used), also encountered unit(s) "
        + $0.others.joined(separator: ", ")
    }
    messages += UnmatchedFilter.messages(add(to: &profile))
    return LabelledProfile(profile, SourceFacts(units: units, messages: messages))
  }

  /// Adds the frames; says which of the two found nothing at all.
  private func add(to profile: inout Profile) -> [String] {
    guard !rootKeys.isEmpty || !leafKeys.isEmpty else { return [] }
    let keys = TagKeys(rootKeys + leafKeys, of: profile)
    var (hasRoots, hasLeaves) = (rootKeys.isEmpty, leafKeys.isEmpty)
    var adder = LocationAdder(to: profile)
    let ends = keys.classes.map { tagClass in
      let groups = LabelGroups(tagClass.labels, of: profile)
      let names = { (key: String) in
        keys.name(of: key, in: tagClass).map { [Array($0.utf8)] }
          ?? values(of: key, in: groups, profile)
      }
      var ends = Profile.StackEnds()
      ends.roots = frames(of: rootKeys, names, &adder, &hasRoots)
      ends.leaves = frames(of: leafKeys, names, &adder, &hasLeaves)
      return ends
    }
    adder.finish(&profile)
    profile.addFrames(ends, chosen: keys.ofSample)
    return [("TagRoot", hasRoots), ("TagLeaf", hasLeaves)].filter { !$0.1 }.map(\.0)
  }

  /// A frame a key, the last key first.
  private func frames(
    of keys: [String], _ names: (String) -> [[UInt8]], _ adder: inout LocationAdder,
    _ hasAny: inout Bool
  ) -> [UInt32] {
    keys.reversed().map { key in
      let values = names(key)
      if !values.isEmpty { hasAny = true }
      let name = Array(values.joined(separator: [UInt8(ascii: ",")]))
      return adder.location(name: name, filename: Array(key.utf8)).index
    }
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
