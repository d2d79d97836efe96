import ArgumentParser

/// What stands around a picture or a page.
struct TitleOptions: ParsableArguments {
  @Option(help: "The title (default: the program and what was measured).")
  var title: String?

  @Option(help: "The line below the title (default: what the profile says of itself).")
  var subtitle: String?

  @Option(help: "A remark.")
  var notes: String?

  @Flag(
    help:
      "Show it in the browser, too; without --output it goes to a new folder in TMPDIR."
  )
  var open = false

  /// An option that was given; nil if there is none.
  var option: String? {
    let options = [
      ("--title", title != nil), ("--subtitle", subtitle != nil), ("--notes", notes != nil),
    ]
    return options.first { $0.1 }?.0
  }
}
