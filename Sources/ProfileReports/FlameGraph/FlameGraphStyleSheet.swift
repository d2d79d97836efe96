import ProfileAssets

/// The style sheet of all flame graphs, the same bytes in each of them, so that a policy can name it by its hash.
///
/// It refines the attributes, which suit a light page and viewers that refuse style sheets. Colours are written
/// twice, for light and for dark, since not all viewers know variables; prints are light.
package enum FlameGraphStyleSheet {
  package static let bytes: [UInt8] = {
    var bytes = Array("\n".utf8) + Asset.flameGraphPictureStyle.text
    bytes += Asset.flameGraphPageStyle.text
    bytes += colors(.light)
    bytes += Array("@media screen and (prefers-color-scheme: dark) {\n".utf8)
    bytes += colors(.dark)
    bytes += Array("}\n".utf8)
    return bytes + Asset.flameGraphPrintStyle.text
  }()

  private static func colors(_ theme: FlameGraphTheme) -> [UInt8] {
    var bytes = Asset.flameGraphColors.filled(
      theme.variables.map { ("var(--\($0.name))", $0.color) })
    for colors in [FlameGraphStyle.Colors.package, .value, .hot, .change] {
      for (letter, fill) in zip(UInt8(ascii: "a")..., theme.fills(colors)) {
        let name = colors.prefix + String(UnicodeScalar(letter))
        bytes += Array(".pproftool .\(name) { fill: \(fill) }\n".utf8)
      }
    }
    return bytes
  }
}
