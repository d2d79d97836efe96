import ProfileAssets
import ProfileModel

/// The style sheet of a flame graph: colours twice, for light and for dark surroundings, since not all
/// that show pictures know variables.
struct FlameGraphStyleSheet {
  /// The picture's own name, so that its rules touch nothing else on a page.
  let id: String
  let style: FlameGraphStyle

  func write(to sink: inout ByteSink) {
    write(.flameGraphPictureStyle, [("var(--font-size)", fontSize)], to: &sink)
    if style.isInteractive { write(.flameGraphPageStyle, [], to: &sink) }
    writeColors(.light, to: &sink)
    sink.write("@media (prefers-color-scheme: dark) {\n")
    writeColors(.dark, to: &sink)
    sink.write("}\n")
  }

  private var fontSize: String { "\(PercentWords.text(style.fontSize))px" }

  private func writeColors(_ theme: FlameGraphTheme, to sink: inout ByteSink) {
    write(.flameGraphPictureColors, theme.variables, to: &sink)
    for (letter, fill) in zip(UInt8(ascii: "a")..., theme.fills(style.colors)) {
      sink.write("#\(id) .\(Character(UnicodeScalar(letter))) { fill: \(fill) }\n")
    }
    if style.isInteractive { write(.flameGraphPageColors, theme.variables, to: &sink) }
  }

  private func write(_ asset: Asset, _ words: [(String, String)], to sink: inout ByteSink) {
    sink.write(bytes: asset.filled([("picture-id", id)] + words)[...])
  }
}

extension FlameGraphTheme {
  /// What stands for the variables of the style sheets.
  fileprivate var variables: [(String, String)] {
    [
      ("page", page), ("ink", ink), ("soft", soft), ("line", line), ("accent", accent),
      ("match", match), ("plain", neutrals[1]),
    ].map { ("var(--\($0))", $1) }
  }
}
