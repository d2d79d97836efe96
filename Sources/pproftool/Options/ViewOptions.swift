import ArgumentParser
import ReportRequests

/// What a page contains in addition to the profile.
struct ViewOptions: ParsableArguments {
  @OptionGroup var titles: TitleOptions

  @Flag(
    help: """
      Include the source files of lines that have a value, found as by list. Anyone who has the page can read them.
      """)
  var withSource = false

  @Flag(
    help: """
      Include the order of the samples, for a chart by time; useful for traces, as in flamegraph. Not needed if every \
      sample has a label "…timestamp…".
      """)
  var flamechart = false

  @OptionGroup var sharing: SharingOptions

  func validate() throws {
    guard !withSource || !sharing.redact else {
      throw ValidationError("--with-source and --redact cannot be given together")
    }
  }

  /// The request for a page.
  var request: ViewRequest {
    var request = sharing.request
    (request.title, request.subtitle) = (titles.title, titles.subtitle)
    request.notes = titles.notes
    (request.hasSource, request.keepsOrder) = (withSource, flamechart)
    return request
  }
}

/// What a page reveals about the program; shared by `view` and by the page of `diff`.
struct SharingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Link to source lines: an https URL with {file} and, optionally, {line} and {build}.",
      valueName: "pattern"))
  var link: String?

  @Flag(
    help: """
      Replace names of the program's functions, files and label values with 8 digits of their SHA-256. Whoever \
      guesses a name can check the guess.
      """)
  var redact = false

  @Option(
    help: ArgumentHelp(
      "The size limit of the page, for example 8MB (default: 64MiB); frames with the smallest values are merged, all totals stay correct.",
      valueName: "bytes"),
    transform: ByteCount.option)
  var maxBytes: Int?

  func validate() throws {
    guard let link else { return }
    guard !redact else { throw ValidationError("--link and --redact cannot be given together") }
    guard ViewRequest.isLink(link) else {
      throw ValidationError("--link takes an address such as \(ViewRequest.linkExample)")
    }
  }

  /// A given option; nil if there is none.
  var option: String? {
    redact ? "--redact" : link != nil ? "--link" : maxBytes != nil ? "--max-bytes" : nil
  }

  /// The request for a page.
  var request: ViewRequest {
    var request = ViewRequest()
    (request.link, request.isRedacted) = (link, redact)
    if let maxBytes { request.mostBytes = maxBytes }
    return request
  }
}
