import ProfileAnalysis

/// The colour of each frame, as a letter; with the letter of the colouring it is a class of the style sheet.
struct FlameGraphPaint {
  /// A letter a node of the tree.
  private(set) var letters: [UInt8]

  static let hueCount = FlameGraphTheme.light.hues.count
  /// Groups without a hue of their own.
  static let others = letter(hueCount)
  static let runtime = letter(hueCount + 1)
  static let standardLibrary = letter(hueCount + 2)
  /// The root, and values of labels.
  static let root = letter(hueCount + 3)

  init(
    _ tree: CallTree, _ names: ShownNames, _ groups: FlameGraphGroups,
    _ style: FlameGraphStyle
  ) {
    switch style.colors {
    case .package, .file:
      letters = tree.names.map { groups.letters[Int($0)] }
      letters[0] = Self.root
    case .change:
      letters = tree.names.map { _ in Self.letter(0) }
      letters[0] = Self.letter(3)
    case .hot:
      let count = UInt64(FlameGraphTheme.light.hot.count)
      let ofName = names.list.map { Self.letter(Int(Self.hash($0.text) % count)) }
      letters = names.indices.map { ofName[$0] }
    case .value:
      letters = Self.scale(tree, isReversed: style.isReversed)
    }
  }

  /// By self value, from light to dark.
  private static func scale(_ tree: CallTree, isReversed: Bool) -> [UInt8] {
    // Where callers lie below, only that in which stacks end has any.
    let selfValues =
      isReversed ? zip(tree.depths, tree.totals).map { $0 == 1 ? $1 : 0 } : tree.selfValues
    let steps = FlameGraphTheme.light.scale.count
    let largest = Double(max(1, selfValues.max() ?? 1))
    return selfValues.map { own in
      // The square root, since most frames have a small self value.
      let share = (Double(own) / largest).squareRoot()
      return letter(min(steps - 1, Int(share * Double(steps))))
    }
  }

  /// The colour of what was added, or taken away.
  static func letter(of change: Int64) -> UInt8 { letter(change > 0 ? 1 : 2) }

  static func letter(_ index: Int) -> UInt8 { UInt8(ascii: "a") + UInt8(index) }

  /// FNV-1a: small, and the same on every machine.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
