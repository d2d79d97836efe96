import ArgumentParser

/// The title and notes of a flame graph or a page.
struct TitleOptions: ParsableArguments {
  @Option(help: "The title (default: the program and the sample type).")
  var title: String?

  @Option(help: "The line below the title (default: metadata of the profile).")
  var subtitle: String?

  @Option(help: "A note to show.")
  var notes: String?

  @Flag(
    help:
      "Also open the output in the browser; without --output, it is written to a new folder in TMPDIR."
  )
  var open = false

  /// A given option; nil if there is none.
  var option: String? {
    let options = [
      ("--title", title != nil), ("--subtitle", subtitle != nil), ("--notes", notes != nil),
    ]
    return options.first { $0.1 }?.0
  }
}
