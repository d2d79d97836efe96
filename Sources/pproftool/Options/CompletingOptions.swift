import ArgumentParser
import ReportRequests

/// How a profile is completed before it is filtered.
struct CompletingOptions: ParsableArguments {
  @Flag(help: "Keep the frames that the profile marks as uninteresting.")
  var allFrames = false

  @Option(help: ArgumentHelp("A comment to add to the profile.", valueName: "text"))
  var addComment: String?
}

extension CompletingOptions {
  /// The options as a value.
  var completion: ProfileCompletion {
    var completion = ProfileCompletion()
    completion.keepsAllFrames = allFrames
    completion.comment = addComment ?? ""
    return completion
  }
}
