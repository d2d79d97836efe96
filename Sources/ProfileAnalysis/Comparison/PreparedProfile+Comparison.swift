import ProfileModel

extension ProfileView {
  /// The columns of each side in folded stacks with two counts a line, as a comparison writes them; nil for anything
  /// else.
  package var comparedColumns: (before: Int, after: Int)? {
    let types = profile.header.sampleTypes
    guard types.count == 2, types[0].unit == types[1].unit,
      types.map({ profile.strings[$0.type] }) == ["before", "after"]
    else { return nil }
    return ComparedProfiles.columns
  }
}
