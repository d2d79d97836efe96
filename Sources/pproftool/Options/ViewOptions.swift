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

  @OptionGroup var sharing: SharingOptions

  /// What the options ask for.
  var request: ViewRequest {
    var request = sharing.request
    (request.title, request.subtitle, request.notes) = (title, subtitle, notes)
    return request
  }
}

/// What a page tells of the program: shared by `view` and the page of `diff`.
struct SharingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the source of a line is: an https address with {file}, {line} and {build} in it.",
      valueName: "pattern"))
  var link: String?

  @Flag(
    help: """
      Tell functions of the program, files and values of labels by 8 digits of their SHA-256 only; who guesses a name \
      can see that it is right.
      """)
  var redact = false

  func validate() throws {
    guard let link else { return }
    guard !redact else { throw ValidationError("--link and --redact exclude each other") }
    guard link.hasPrefix("https://"), link.contains("{file}") else {
      throw ValidationError(
        "--link takes an address such as https://example.com/{build}/{file}#L{line}")
    }
  }

  /// An option that was given; nil if there is none.
  var option: String? { redact ? "--redact" : link == nil ? nil : "--link" }

  /// What the options ask for.
  var request: ViewRequest {
    var request = ViewRequest()
    (request.link, request.isRedacted) = (link, redact)
    return request
  }
}
