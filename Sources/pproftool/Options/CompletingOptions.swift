import ArgumentParser
import ProfileAnalysis
import ProfileModel

/// What is done to every profile before it is filtered.
struct CompletingOptions: ParsableArguments {
  @Flag(help: "Keep the frames that the profile itself calls uninteresting.")
  var allFrames = false

  @Option(help: ArgumentHelp("A comment to add to the profile.", valueName: "text"))
  var addComment: String?
}

extension CompletingOptions {
  /// The profile without its uninteresting frames, and with the comment.
  func complete(_ profile: consuming Profile) -> Profile {
    var profile = profile.withMapping()
    if allFrames {
      profile.header.dropFrames = .empty
      profile.header.keepFrames = .empty
    }
    profile = profile.pruned()
    if let addComment, !addComment.isEmpty { profile.addComment(addComment) }
    return profile
  }
}
