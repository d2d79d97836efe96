package import ProfileAnalysis
import ProfileModel

/// The packages, or the files, that frames belong to, with what each has in the whole profile.
///
/// The heaviest have colours of their own, ten that can be told apart in light and in dark; all others share one.
struct FlameGraphGroups {
  /// What colour a group has.
  enum Kind: Hashable {
    case own(String)
    case runtime, standardLibrary
    /// A file that is not known.
    case unknown
    /// The value of a label, which is no part of the program.
    case label
  }

  /// A group and what stacks have that end in it, or wait in it.
  struct Entry {
    let text: String
    let letter: UInt8
    let value: Int64
  }

  /// A letter a name.
  private(set) var letters: [UInt8] = []
  /// The groups that have a value or a colour of their own, the heaviest first.
  private(set) var entries: [Entry] = []

  init(_ frames: NamedFrames, _ sums: NameSums, _ style: FlameGraphStyle) {
    // Whether files are the groups, in place of packages.
    let isByFile = style.colors == .file
    let kinds = frames.names.indices.map { name in
      style.isOfLabel(frames.places[name])
        ? Kind.label : Self.kind(of: name, in: frames, isByFile: isByFile)
    }
    var weights: [Kind: (own: Int64, total: Int64)] = [:]
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

  private static func kind(of name: Int, in frames: NamedFrames, isByFile: Bool) -> Kind {
    let parts = frames.names[name]
    if isByFile {
      let file = frames.places[name].file
      return file.isEmpty ? .unknown : .own(file)
    }
    switch parts.origin {
    case .runtime: return .runtime
    case .standardLibrary: return .standardLibrary
    case .program: return .own(String(decoding: parts.text[parts.group], as: UTF8.self))
    }
  }

  private static func letters(_ order: [Kind]) -> [Kind: UInt8] {
    var letters: [Kind: UInt8] = [
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
    _ order: [(kind: Kind, value: Int64)], _ letters: [Kind: UInt8], isByFile: Bool
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

extension FlameGraphGroups.Kind {
  var text: String {
    switch self {
    case .own(let name): name.isEmpty ? "no name" : name
    case .runtime: "runtime"
    case .standardLibrary: "standard library"
    case .unknown: "unknown file"
    case .label: "labels"
    }
  }
}

extension FlameGraphStyle {
  /// Whether frames at a place are values of a label, whose key stands in the place of their file.
  package func isOfLabel(_ place: NamedFrames.Place) -> Bool {
    place.line == 0 && !place.hasOtherFiles && labels.contains(place.file)
  }
}
