import ProfileAnalysis
import ProfileModel

/// The small boxes for the labels of a node.
struct DotTags {
  /// How many boxes a node has at most, of texts and under each text of numbers.
  private static let most = 4

  private let values: ValueText
  private let isFlat: Bool
  private(set) var lines: [UInt8] = []

  /// - `node`: the name of the node that the boxes hang on.
  /// - `isFlat`: whether they show what the node has itself.
  init(_ tags: NodeTags, of node: String, isFlat: Bool, _ values: ValueText) {
    self.values = values
    self.isFlat = isFlat
    let texts = tags.texts.sorted(byFlat: isFlat).prefix(Self.most)
    for (index, tag) in texts.enumerated() {
      let value = isFlat ? tag.flatValue : tag.cumValue
      guard value != 0 else { continue }
      let name = "\(node)_\(index)"
      add(name, tag, value, under: node)
      addNumbers(tags.numbers[tag.name] ?? [], under: name)
    }
    addNumbers(tags.numbers[[]] ?? [], under: node)
  }

  private mutating func addNumbers(_ tags: [NodeTags.Tag], under node: String) {
    for (index, tag) in collapsed(tags).enumerated() {
      let isWhole = isFlat || tag.flatValue == tag.cumValue
      let value = isWhole ? tag.flatValue : tag.cumValue
      guard value != 0 else { continue }
      add("N\(node)_\(index)", tag, value, under: node, isDotted: !isWhole)
    }
  }

  /// A box and the arrow to it.
  private mutating func add(
    _ name: String, _ tag: NodeTags.Tag, _ value: Int64, under node: String, isDotted: Bool = false
  ) {
    let weight = values.text(value)
    let label = String(decoding: DotText.label(weight.utf8), as: UTF8.self)
    let tooltip = String(decoding: DotText.tooltip(weight.utf8), as: UTF8.self)
    lines += Array("\(name) [label = \"".utf8)
    lines += tag.lines.map { DotText.label($0) }.joined(separator: Array(#"\n"#.utf8))
    lines += Array("\" id=\"\(name)\" fontsize=8 shape=box3d tooltip=\"\(tooltip)\"]\n".utf8)
    let style = isDotted ? " style=\"dotted\"" : ""
    lines += Array(
      """
      \(node) -> \(name) [label=" \(label)" weight=100 tooltip="\(tooltip)" \
      labeltooltip="\(tooltip)"\(style)]

      """.utf8)
  }

  /// The heaviest numbers; the others join the one of these that is nearest.
  private func collapsed(_ tags: [NodeTags.Tag]) -> [NodeTags.Tag] {
    let sorted = tags.sorted(byFlat: isFlat)
    guard sorted.count > Self.most else { return sorted }
    var groups = sorted.prefix(Self.most).map { [$0] }
    for tag in sorted.dropFirst(Self.most) {
      let distances = groups.map { distance(tag, $0[0]) }
      let nearest = distances.indices.reduce(0) { distances[$1] < distances[$0] ? $1 : $0 }
      groups[nearest].append(tag)
    }
    return groups.map(joined).sorted(byFlat: isFlat)
  }

  private func distance(_ tag: NodeTags.Tag, _ other: NodeTags.Tag) -> Double {
    (converted(other, to: tag.unit) - Double(tag.number)).magnitude
  }

  private func converted(_ tag: NodeTags.Tag, to unit: String) -> Double {
    UnitConversion(from: tag.unit, to: unit).converted(tag.number).value
  }

  /// A group as one tag that names its range, each number in a unit that suits it.
  private func joined(_ group: [NodeTags.Tag]) -> NodeTags.Tag {
    let sum = group.sum()
    guard group.count > 1 else {
      return NodeTags.Tag(name: label(group[0]), flat: sum.flat, cum: sum.cum)
    }
    var (smallest, largest) = (group[0], group[0])
    for tag in group.dropFirst() {
      if Int64(clamping: converted(tag, to: smallest.unit).rounded(.towardZero)) < smallest.number {
        smallest = tag
      }
      if Int64(clamping: converted(tag, to: largest.unit).rounded(.towardZero)) > largest.number {
        largest = tag
      }
    }
    let name = label(smallest) + Array("..".utf8) + label(largest)
    return NodeTags.Tag(name: name, flat: sum.flat, cum: sum.cum)
  }

  private func label(_ tag: NodeTags.Tag) -> [UInt8] {
    Array(ValueText(tag.unit).text(tag.number).utf8)
  }
}
