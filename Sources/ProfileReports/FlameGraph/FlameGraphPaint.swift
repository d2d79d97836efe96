import ProfileAnalysis

/// Which colour each frame has, as a letter: a class of the style sheet.
struct FlameGraphPaint {
  /// A letter a node of the tree.
  private(set) var letters: [UInt8]

  private static let hueCount = FlameGraphTheme.light.hues.count
  private static let runtime = letter(hueCount)
  private static let standardLibrary = letter(hueCount + 1)
  private static let root = letter(hueCount + 2)

  /// - `owns`: what each frame has of its own.
  /// - `files`: the source file of each name of `names`; empty where it is not known.
  init(_ names: ShownNames, _ owns: [Int64], _ colors: FlameGraphStyle.Colors, files: [String]) {
    switch colors {
    case .package:
      let ofName = names.list.map { Self.letter(forGroup: $0.group, $0.origin) }
      letters = names.places.map { ofName[$0] }
      letters[0] = Self.root
    case .file:
      let ofName = files.map { Self.letter(forGroup: $0, $0.isEmpty ? .runtime : .program) }
      letters = names.places.map { ofName[$0] }
      letters[0] = Self.root
    case .change:
      letters = names.places.map { _ in Self.letter(0) }
      letters[0] = Self.letter(3)
    case .hot:
      let count = UInt64(FlameGraphTheme.light.hot.count)
      let ofName = names.list.map { Self.letter(Int(Self.hash($0.text) % count)) }
      letters = names.places.map { ofName[$0] }
    case .value:
      let steps = FlameGraphTheme.light.scale.count
      let largest = Double(max(1, owns.max() ?? 1))
      letters = owns.map { own in
        // The square root, since most frames have little of their own.
        let share = (Double(own) / largest).squareRoot()
        return Self.letter(min(steps - 1, Int(share * Double(steps))))
      }
    }
  }

  /// The colour of a package: the same in every picture.
  static func letter(forGroup group: String, _ origin: FrameName.Origin) -> UInt8 {
    switch origin {
    case .runtime: runtime
    case .standardLibrary: standardLibrary
    case .program: letter(Int(hash(group) % UInt64(hueCount)))
    }
  }

  /// The colour of what was added, or taken away.
  static func letter(of change: Int64) -> UInt8 { letter(change > 0 ? 1 : 2) }

  private static func letter(_ index: Int) -> UInt8 { UInt8(ascii: "a") + UInt8(index) }

  /// FNV-1a: small, and the same on every machine.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
