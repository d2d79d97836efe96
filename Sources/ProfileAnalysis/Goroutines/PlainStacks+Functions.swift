package import ProfileModel

extension PlainStacks {
  /// Whether the frames of a function stand in plain stacks at all.
  package func keeps(_ function: FunctionID, of profile: Profile) -> Bool {
    let name = profile.strings[profile.functions.name(of: function)]
    let file = profile.strings[profile.functions.filename(of: function)]
    return PlainName.of(name, file: file) != nil
  }
}
