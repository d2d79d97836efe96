import ArgumentParser
import ReportRequests

/// What a page shows beside the profile.
struct ViewOptions: ParsableArguments {
  @OptionGroup var titles: TitleOptions

  @Flag(
    help: """
      Put the source files into the page whose lines have a value, found as by list; whoever gets the page can read them.
      """)
  var withSource = false

  @Flag(
    help: """
      Put the order of the samples into the page too, for a chart of them by time; as in flamegraph, it is right for \
      traces. Where each sample has a label "…timestamp…", times are there without it.
      """)
  var flamechart = false

  @OptionGroup var sharing: SharingOptions

  func validate() throws {
    guard !withSource || !sharing.redact else {
      throw ValidationError("--with-source and --redact cannot be given together")
    }
  }

  /// What the options ask for.
  var request: ViewRequest {
    var request = sharing.request
    (request.title, request.subtitle) = (titles.title, titles.subtitle)
    request.notes = titles.notes
    (request.hasSource, request.keepsOrder) = (withSource, flamechart)
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

  @Option(
    help: ArgumentHelp(
      "How long the page may be, for example 8MB (default: 64MiB); the lightest frames are folded, and all sums hold.",
      valueName: "bytes"),
    transform: ByteCount.option)
  var maxBytes: Int?

  func validate() throws {
    guard let link else { return }
    guard !redact else { throw ValidationError("--link and --redact cannot be given together") }
    guard link.hasPrefix("https://"), link.contains("{file}") else {
      throw ValidationError(
        "--link takes an address such as https://example.com/{build}/{file}#L{line}")
    }
  }

  /// An option that was given; nil if there is none.
  var option: String? {
    redact ? "--redact" : link != nil ? "--link" : maxBytes != nil ? "--max-bytes" : nil
  }

  /// What the options ask for.
  var request: ViewRequest {
    var request = ViewRequest()
    (request.link, request.isRedacted) = (link, redact)
    if let maxBytes { request.mostBytes = maxBytes }
    return request
  }
}
