package import ProfileAnalysis
import ProfileModel

/// A name as flame graphs show it.
package struct ShownName {
  /// The name, fit for XML but not escaped.
  package let text: String
  /// The name in titles of frames, escaped; empty for a nameless one, as other tools write it.
  let title: [UInt8]
  /// Ever shorter forms, the whole name first, with their widths in hundredths of the size of letters.
  let forms: [(text: [UInt8], width: Int)]
  /// The shorter forms as a script makes them: where they begin and end in the name, in UTF-16 as scripts
  /// count, or the form itself where something is left out of its middle.
  package let cuts: [Cut]
  package let source: NamedFrames.Source

  package enum Cut: Equatable {
    case range(Range<Int>)
    case text(String)
  }

  /// The name of the root.
  package static var root: ShownName { ShownName(FrameName(Array("all".utf8))) }

  /// What frames are called that a page has no room for.
  package static var folded: ShownName { ShownName(FrameName(Array("smaller frames".utf8))) }

  /// One of a profile's names.
  package init(_ name: Int, of frames: NamedFrames, _ style: FlameGraphStyle) {
    let source = frames.sources[name]
    let isMissing = style.isOfLabel(source) && frames.names[name].isUnknown
    // Samples without a label have a frame of it, too, that has no name.
    let shown = isMissing ? FrameName(Array("no \(source.file)".utf8)) : frames.names[name]
    self.init(shown, at: source, isNameless: name == frames.nameless)
  }

  init(
    _ name: FrameName, at source: NamedFrames.Source = NamedFrames.Source(),
    isNameless: Bool = false
  ) {
    self.source = source
    text = String(decoding: name.text, as: UTF8.self)
    title = isNameless ? [] : XMLText.escaped(text)
    forms = name.forms.map { form in
      let text = name.text(of: form)
      return (text, FlameGraphLabel.width(of: text))
    }
    cuts = name.forms.dropFirst().map { form in
      guard !form.isElided else {
        return .text(String(decoding: name.text(of: form), as: UTF8.self))
      }
      let start = Self.utf16Count(name.text[..<form.range.lowerBound])
      return .range(start..<Self.utf16Count(name.text[..<form.range.upperBound]))
    }
  }

  /// How many UTF-16 units a beginning of a text has: one a character, two for those of four bytes.
  private static func utf16Count(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { count, byte in
      byte & 0xC0 == 0x80 ? count : byte >= 0xF0 ? count + 2 : count + 1
    }
  }
}

/// The names of a flame graph: those of its frames, then the heaviest of those without a frame in it.
struct ShownNames {
  /// The most names of a file with fewer frames: more than most programs run.
  static let most = 20_000

  private(set) var list: [ShownName] = []
  /// The id of each name of the list; the root's is negative.
  private(set) var ids: [Int] = []
  /// The index in the list of each node of the tree.
  private(set) var indices: [Int] = []
  /// How many names with a value are not in the list.
  private(set) var leftOut = 0

  init(_ tree: CallTree, _ frames: NamedFrames, _ sums: NameSums, _ style: FlameGraphStyle) {
    list.append(.root)
    ids.append(-1)
    var known = [Int](repeating: -1, count: frames.names.count)
    indices.reserveCapacity(tree.count)
    indices.append(0)
    for name in tree.names.dropFirst() {
      let name = Int(name)
      if known[name] < 0 {
        known[name] = list.count
        add(name, of: frames, style)
      }
      indices.append(known[name])
    }
    let rest = known.indices.filter { known[$0] < 0 && sums.weight(of: $0) != 0 }
      .sorted { left, right in
        let weights = (sums.weight(of: left), sums.weight(of: right))
        return weights.0 != weights.1 ? weights.0 > weights.1 : left < right
      }
    let kept = rest.prefix(max(0, Self.most - list.count))
    for name in kept { add(name, of: frames, style) }
    leftOut = rest.count - kept.count
  }

  private mutating func add(_ name: Int, of frames: NamedFrames, _ style: FlameGraphStyle) {
    list.append(ShownName(name, of: frames, style))
    ids.append(name)
  }

  /// The name of a node.
  subscript(node: Int) -> ShownName { list[indices[node]] }
}

extension NameSums {
  /// The weight of a name over both sides, to order names by.
  func weight(of name: Int) -> Int64 {
    totals[name * width..<(name + 1) * width].reduce(0) {
      $0.addingClamped($1.clampedMagnitude)
    }
  }

  /// The first number of a name's row: what its frames are as wide as.
  func total(of name: Int) -> Int64 { totals[name * width] }
}
