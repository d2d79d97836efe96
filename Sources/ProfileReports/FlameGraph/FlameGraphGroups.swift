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
    let ofKind = Self.letters(Self.heaviest(weights).map(\.key))
    letters = kinds.map { ofKind[$0] ?? FlameGraphPaint.others }
    entries = Self.entries(weights, ofKind, isByFile: isByFile)
  }

  /// A group, with what waits or ends in it and what all its frames have.
  private typealias Weighed = (key: FrameGroup, value: (own: Int64, total: Int64))

  /// The groups with a colour of their own. There may be a group a name, and few are told apart, so not all are sorted.
  private static func heaviest(
    _ weights: [FrameGroup: (own: Int64, total: Int64)]
  ) -> [Weighed] {
    var heaviest: [Weighed] = []
    for group in weights {
      guard case .own = group.key else { continue }
      if heaviest.count == FlameGraphPaint.hueCount {
        guard let last = heaviest.last, isHeavier(group, last) else { continue }
        heaviest.removeLast()
      }
      heaviest.insert(group, at: heaviest.firstIndex { isHeavier(group, $0) } ?? heaviest.count)
    }
    return heaviest
  }

  private static func isHeavier(_ left: Weighed, _ right: Weighed) -> Bool {
    if left.value.own != right.value.own { return left.value.own > right.value.own }
    if left.value.total != right.value.total { return left.value.total > right.value.total }
    return left.key.text < right.key.text
  }

  private static func letters(_ heaviest: [FrameGroup]) -> [FrameGroup: UInt8] {
    var letters: [FrameGroup: UInt8] = [
      .runtime: FlameGraphPaint.runtime, .standardLibrary: FlameGraphPaint.standardLibrary,
      .unknown: FlameGraphPaint.runtime, .label: FlameGraphPaint.root,
    ]
    for (hue, kind) in heaviest.enumerated() { letters[kind] = FlameGraphPaint.letter(hue) }
    return letters
  }

  /// Groups that share a colour are one entry, the last.
  private static func entries(
    _ weights: [FrameGroup: (own: Int64, total: Int64)], _ letters: [FrameGroup: UInt8],
    isByFile: Bool
  ) -> [Entry] {
    let apart = letters.keys.compactMap { kind in weights[kind].map { (kind, $0) } }
    var entries = apart.sorted(by: isHeavier).compactMap { kind, weight -> Entry? in
      let letter = letters[kind] ?? FlameGraphPaint.others
      guard weight.own > 0 || weight.own == 0 && letter < FlameGraphPaint.others else { return nil }
      return Entry(text: kind.text, letter: letter, value: weight.own)
    }
    let others = weights.filter { $0.value.own > 0 && letters[$0.key] == nil }
    if !others.isEmpty {
      let sum = others.values.reduce(Int64(0)) { $0.addingClamped($1.own) }
      let noun = isByFile ? "other files" : "other packages"
      entries.append(Entry(text: noun, letter: FlameGraphPaint.others, value: sum))
    }
    return entries
  }
}
