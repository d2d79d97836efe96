import ProfileAssets

/// The style sheet of all flame graphs, the same bytes in each of them, so that a policy can name it by its hash.
///
/// It refines what attributes say, which are for light surroundings and for where style sheets are refused. Colours
/// stand in it twice, for light and for dark, since not all that show pictures know variables; what is printed is
/// light.
enum FlameGraphStyleSheet {
  static let bytes: [UInt8] = {
    var bytes = Asset.flameGraphPictureStyle.text + Asset.flameGraphPageStyle.text
    bytes += colors(.light)
    bytes += Array("@media screen and (prefers-color-scheme: dark) {\n".utf8)
    bytes += colors(.dark)
    bytes += Array("}\n".utf8)
    return bytes + Asset.flameGraphPrintStyle.text
  }()

  private static func colors(_ theme: FlameGraphTheme) -> [UInt8] {
    var bytes = Asset.flameGraphColors.filled(theme.variables)
    for colors in [FlameGraphStyle.Colors.package, .value, .hot, .change] {
      for (letter, fill) in zip(UInt8(ascii: "a")..., theme.fills(colors)) {
        let name = colors.prefix + String(UnicodeScalar(letter))
        bytes += Array(".pproftool .\(name) { fill: \(fill) }\n".utf8)
      }
    }
    return bytes
  }
}

extension FlameGraphTheme {
  /// What stands for the variables of the style sheets.
  fileprivate var variables: [(String, String)] {
    [
      ("page", page), ("ink", ink), ("soft", soft), ("line", line), ("accent", accent),
      ("match", match), ("plain", neutrals[2]),
    ].map { ("var(--\($0))", $1) }
  }
}
