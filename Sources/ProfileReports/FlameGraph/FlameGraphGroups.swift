import ProfileAnalysis
import ProfileModel

/// The packages, or the files, that frames belong to, with what each has in the whole profile.
///
/// The heaviest have separate colours, ten that can be distinguished in light and in dark; all others share one.
struct FlameGraphGroups {
  /// A group and what stacks have that end in it, or wait in it.
  struct Entry {
    let text: String
    let letter: UInt8
    let value: Int64
  }

  /// A letter a name.
  private(set) var letters: [UInt8] = []
  /// The groups that have a value or a separate colour, the heaviest first.
  private(set) var entries: [Entry] = []

  init(_ frames: NamedFrames, _ sums: NameSums, _ style: FlameGraphStyle) {
    // Whether files are the groups, instead of packages.
    let isByFile = style.colors == .file
    let kinds = frames.names.indices.map { name in
      isByFile
        ? FrameGroup(fileOf: name, in: frames, style)
        : FrameGroup(packageOf: name, in: frames, style)
    }
    var weights: [FrameGroup: (own: Int64, total: Int64)] = [:]
    for (name, kind) in kinds.enumerated() where sums.weight(of: name) != 0 {
      let weight = weights[kind] ?? (0, 0)
      weights[kind] = (
        weight.own.addingClamped(sums.sites[name * sums.width]),
        max(weight.total, sums.weight(of: name))
      )
    }
    let order = weights.sorted { left, right in
      if left.value.own != right.value.own { return left.value.own > right.value.own }
      if left.value.total != right.value.total { return left.value.total > right.value.total }
      return left.key.text < right.key.text
    }
    let ofKind = Self.letters(order.map(\.key))
    letters = kinds.map { ofKind[$0] ?? FlameGraphPaint.others }
    entries = Self.entries(order.map { ($0.key, $0.value.own) }, ofKind, isByFile: isByFile)
  }

  private static func letters(_ order: [FrameGroup]) -> [FrameGroup: UInt8] {
    var letters: [FrameGroup: UInt8] = [
      .runtime: FlameGraphPaint.runtime, .standardLibrary: FlameGraphPaint.standardLibrary,
      .unknown: FlameGraphPaint.runtime, .label: FlameGraphPaint.root,
    ]
    var hue = 0
    for kind in order {
      guard hue < FlameGraphPaint.hueCount, case .own = kind else { continue }
      letters[kind] = FlameGraphPaint.letter(hue)
      hue += 1
    }
    return letters
  }

  /// Groups that share a colour are one entry, the last.
  private static func entries(
    _ order: [(kind: FrameGroup, value: Int64)], _ letters: [FrameGroup: UInt8], isByFile: Bool
  ) -> [Entry] {
    var entries: [Entry] = []
    var (others, count): (Int64, Int) = (0, 0)
    for (kind, value) in order {
      if let letter = letters[kind], value > 0 || value == 0 && letter < FlameGraphPaint.others {
        entries.append(Entry(text: kind.text, letter: letter, value: value))
      } else if letters[kind] == nil, value > 0 {
        (others, count) = (others.addingClamped(value), count + 1)
      }
    }
    guard count > 0 else { return entries }
    let noun = isByFile ? "other files" : "other packages"
    return entries + [Entry(text: noun, letter: FlameGraphPaint.others, value: others)]
  }
}
