import ProfileAssets

/// The colours of a flame graph in a light or a dark surrounding.
///
/// Text keeps a contrast of at least 7 on all of them. Hues are at least 10 apart by CIEDE2000, so that ten groups
/// can be distinguished; eighteen evenly spaced ones were 3.5 apart.
package struct FlameGraphTheme {
  let page: String
  /// Text, on the page and on frames.
  let ink: String
  /// Text that says less.
  let soft: String
  let line: String
  let accent: String
  /// Frames that a search has found.
  let match: String
  let hues: [String]
  /// Groups without a hue, the runtime and binaries without symbols, the standard library, the root. Runtime and
  /// standard library, which call one another, are at least 8 apart by CIEDE2000.
  let neutrals: [String]
  /// From little to much.
  let scale: [String]
  let hot: [String]
  /// More and less than before: orange and blue, which nearly all eyes tell apart.
  let changes: [String]

  /// Hues of HSL with 75 % saturation and 83 % lightness, from the heaviest group on.
  package static let light = FlameGraphTheme(
    page: "#ffffff", ink: "#17191c", soft: "#474d57", line: "#c9ced6", accent: "#0b4fb3",
    match: "#f5a3ff",
    hues: [
      "#b3d9f4", "#f4deb3", "#b3f4b3", "#f4b3b3", "#deb3f4", "#b3f4ef", "#f4c9b3", "#e9f4b3",
      "#f4b3d4", "#b3bef4",
    ],
    neutrals: ["#f3ecdd", "#c3c9d2", "#e8eaed", "#d5d9e0"],
    scale: [
      "#f1f3f5", "#e5edf5", "#d5e5f6", "#c3dbf7", "#afd0f7", "#9bc6f6", "#82b8f3", "#69aaee",
    ],
    hot: ["#ffb199", "#ffbd91", "#ffc98a", "#ffd585", "#ffe084", "#fdea8c"],
    changes: ["#ffc27a", "#a9d7fe"])

  /// The same hues with 50 % saturation and as light as text allows, at most 30 %.
  package static let dark = FlameGraphTheme(
    page: "#15171b", ink: "#f2f3f5", soft: "#b9c0ca", line: "#3b414b", accent: "#9cc3ff",
    match: "#7f1f8f",
    hues: [
      "#265373", "#644e21", "#1f5e1f", "#732626", "#592673", "#1e5a55", "#734026", "#4d561d",
      "#73264d", "#263373",
    ],
    neutrals: ["#41351f", "#2a2f37", "#4c525c", "#3a404a"],
    scale: [
      "#262b33", "#26313d", "#263648", "#253c53", "#24425f", "#21486b", "#1d4e76", "#0e5482",
    ],
    hot: ["#75301d", "#723a19", "#6c4315", "#634c14", "#555219", "#475622"],
    changes: ["#6f430f", "#1f4f74"])

  /// The variables of style sheets, each with its colour.
  package var variables: [(name: String, color: String)] {
    let colors = [page, ink, soft, line, accent, match, neutrals[2]]
    let names = ["page", "ink", "soft", "line", "accent", "match", "plain"]
    return Array(zip(names, colors))
  }

  /// The variables of what frames are filled with.
  package var fillVariables: [(name: String, color: String)] {
    let numbered = { (name: String, colors: [String]) in
      colors.enumerated().map { ("\(name)\($0)", $1) }
    }
    return numbered("hue", hues)
      + Array(zip(["others", "runtime", "standard", "root"], neutrals))
      + numbered("scale", scale) + Array(zip(["grew", "shrank"], changes))
  }

  /// The colour of each kind of frame, in the order of `FlameGraphPaint`'s letters.
  func fills(_ colors: FlameGraphStyle.Colors) -> [String] {
    switch colors {
    case .package, .file: hues + neutrals
    case .value: scale
    case .hot: hot
    case .change: [neutrals[2]] + changes + [neutrals[3]]
    }
  }
}

extension FlameGraphStyle.Colors {
  /// The prefix of its colours' classes; packages and files share theirs.
  var prefix: String {
    switch self {
    case .package, .file: "p"
    case .value: "v"
    case .hot: "h"
    case .change: "d"
    }
  }
}

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
