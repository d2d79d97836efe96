import ArgumentParser
import ReportRequests

/// What a page shows beside the profile.
struct ViewOptions: ParsableArguments {
  @Option(help: "The title (default: the program and what was measured).")
  var title: String?

  @Option(help: "The line below the title (default: what the profile says of itself).")
  var subtitle: String?

  @Option(help: "A remark.")
  var notes: String?

  @Option(
    help: ArgumentHelp(
      "Where the source of a line is: an https address with {file}, {line} and {build} in it.",
      valueName: "pattern"))
  var link: String?

  func validate() throws {
    guard let link else { return }
    guard link.hasPrefix("https://"), link.contains("{file}") else {
      throw ValidationError(
        "--link takes an address such as https://example.com/{build}/{file}#L{line}")
    }
  }

  /// What the options ask for.
  var request: ViewRequest {
    var request = ViewRequest()
    (request.title, request.subtitle, request.notes) = (title, subtitle, notes)
    request.link = link
    return request
  }
}
