package import ProfileAssets
import ProfileReports

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
