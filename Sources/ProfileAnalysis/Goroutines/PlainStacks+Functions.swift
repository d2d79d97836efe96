package import ProfileModel

extension PlainStacks {
  /// Whether normalized stacks keep the frames of a function at all.
  package func keeps(_ function: FunctionID, of profile: Profile) -> Bool {
    let name = profile.strings[profile.functions.name(of: function)]
    let file = profile.strings[profile.functions.filename(of: function)]
    return PlainName.of(name, file: file) != nil
  }
}
