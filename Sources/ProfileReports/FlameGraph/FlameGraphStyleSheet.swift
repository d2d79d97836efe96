import ProfileAssets

/// What stands in the element of all flame graphs' style sheet, the same bytes in each of them, so that a policy can name it by its hash.
///
/// It refines what attributes say, which are for light surroundings and for where style sheets are refused. Colours
/// stand in it twice, for light and for dark, since not all that show pictures know variables; what is printed is
/// light.
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
