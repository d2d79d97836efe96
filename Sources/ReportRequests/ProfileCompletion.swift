import ProfileAnalysis
package import ProfileModel

/// Steps applied to every profile after merging, before it is filtered.
package struct ProfileCompletion: Equatable, Sendable {
  /// Whether the frames stay that the profile itself calls uninteresting.
  package var keepsAllFrames = false
  /// A comment to add; nothing for an empty one.
  package var comment = ""

  package init() {}

  /// The profile without its uninteresting frames, and with the comment.
  package func complete(_ profile: consuming Profile) -> Profile {
    var profile = profile.withMapping()
    if keepsAllFrames {
      profile.header.dropFrames = .empty
      profile.header.keepFrames = .empty
    }
    profile = profile.pruned()
    if !comment.isEmpty { profile.addComment(comment) }
    return profile
  }
}
