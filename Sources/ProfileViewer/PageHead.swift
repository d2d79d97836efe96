package import ProfileAssets
package import ProfileModel
import ProfileReports

/// The beginning of every page, up to its body.
package enum PageHead {
  /// - `line`: the page's policy, or the state that a server gives its page; may be empty.
  /// - `styles`: style sheets, an element each.
  package static func write(
    title: String, line: [UInt8], styles: [[UInt8]], to sink: inout ByteSink
  ) {
    sink.write(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="pproftool">

      """)
    sink.write(bytes: line[...])
    sink.write(
      """

      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>
      """)
    sink.write(shown: title)
    sink.write("</title>\n")
    for style in styles {
      sink.write("<style>")
      sink.write(bytes: style[...])
      sink.write("</style>\n")
    }
    sink.write("</head>\n")
  }
}

/// The style sheet of all pages, the same bytes in each of them.
package enum ViewStyleSheet {
  static let bytes = withColors(Asset.viewerStyle)

  /// A style sheet with the colours of both themes, as variables.
  package static func withColors(_ style: Asset) -> [UInt8] {
    let (light, dark) = (variables(.light), variables(.dark))
    let colors = """
      :root { color-scheme: light; \(light) }
      @media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) { color-scheme: dark; \(dark) } }
      @media screen { :root[data-theme=dark] { color-scheme: dark; \(dark) } }

      """
    return Array(colors.utf8) + style.text
  }

  private static func variables(_ theme: FlameGraphTheme) -> String {
    (theme.variables + theme.fillVariables).map { "--\($0): \($1)" }.joined(separator: "; ")
  }
}
