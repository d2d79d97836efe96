/// The colours of a flame graph in a light or a dark surrounding.
///
/// Fills have one lightness each, 86 % in light and 41 % in dark (OKLCH, chroma 0.085 and 0.075, a hue
/// every 20°), so that text keeps a contrast of at least 7 on all of them.
struct FlameGraphTheme {
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
  /// The runtime and binaries without symbols, the standard library, the root.
  let neutrals: [String]
  /// From little to much.
  let scale: [String]
  let hot: [String]
  /// More and less than before: orange and blue, which nearly all eyes tell apart.
  let changes: [String]

  static let light = FlameGraphTheme(
    page: "#ffffff", ink: "#17191c", soft: "#474d57", line: "#c9ced6", accent: "#0b4fb3",
    match: "#f5a3ff",
    hues: [
      "#ffbcca", "#ffbfb8", "#ffc1a5", "#f8c696", "#ebcd90", "#d9d593", "#c4db9e", "#afe0af",
      "#9be3c3", "#8ee4d8", "#8be2eb", "#92ddfb", "#a9d7fe", "#bcd1fe", "#cbcbff", "#dec3fe",
      "#eebef0", "#fabbde",
    ],
    neutrals: ["#d3d7dd", "#e4e6ea", "#c9ced6"],
    scale: [
      "#f1f3f5", "#e5edf5", "#d5e5f6", "#c3dbf7", "#afd0f7", "#9bc6f6", "#82b8f3", "#69aaee",
    ],
    hot: ["#ffb199", "#ffbd91", "#ffc98a", "#ffd585", "#ffe084", "#fdea8c"],
    changes: ["#ffc27a", "#a9d7fe"])

  static let dark = FlameGraphTheme(
    page: "#15171b", ink: "#f2f3f5", soft: "#b9c0ca", line: "#3b414b", accent: "#9cc3ff",
    match: "#7f1f8f",
    hues: [
      "#6c3845", "#6d3935", "#6c3c26", "#664119", "#5d4711", "#514c14", "#415121", "#2e5530",
      "#175740", "#04574f", "#03555c", "#075269", "#234e70", "#364973", "#464471", "#543f6b",
      "#5f3b61", "#673954",
    ],
    neutrals: ["#3a3f47", "#474d56", "#4a505a"],
    scale: [
      "#262b33", "#26313d", "#263648", "#253c53", "#24425f", "#21486b", "#1d4e76", "#0e5482",
    ],
    hot: ["#75301d", "#723a19", "#6c4315", "#634c14", "#555219", "#475622"],
    changes: ["#6f430f", "#1f4f74"])

  /// The colour of each kind of frame, in the order of `FlameGraphPaint`'s letters.
  func fills(_ colors: FlameGraphStyle.Colors) -> [String] {
    switch colors {
    case .package, .file: hues + neutrals
    case .value: scale
    case .hot: hot
    case .change: [neutrals[1]] + changes + [neutrals[2]]
    }
  }
}
