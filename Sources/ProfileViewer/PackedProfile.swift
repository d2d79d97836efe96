import JSONText
import ProfileAnalysis
import ProfileModel
import ProfileReports

/// A whole profile in blocks, as the script of a page reads it; CONTRIBUTING describes the form.
struct PackedProfile {
  private static let version = 1

  /// What belongs to the names of the elements that hold the blocks, with the blocks, the head first.
  let blocks: [(name: String, bytes: [UInt8])]

  init(_ viewed: ViewedProfile) {
    let names = PackedNames(viewed)
    let labels = PackedLabels(viewed.view.profile)
    let sides = viewed.sides.indices.map { side in
      PackedSamples(
        viewed.view.profile, leaves: viewed.whole.leaves, sets: labels.places,
        columns: viewed.types.map { $0.columns[side] })
    }
    let divisors = viewed.types.indices.map { type in
      max(1, sides.reduce(0) { $1.commonDivisor(of: type, and: $0) })
    }
    var parts = [
      (name: "names", bytes: names.bytes),
      (name: "tree", bytes: PackedBytes.tree(viewed.whole.tree, places: names.places)),
      (name: "labels", bytes: labels.bytes),
    ]
    for (side, samples) in sides.enumerated() {
      parts.append(("samples\(side)", samples.bytes(divisors: divisors)))
    }
    let head = PackedHead(
      viewed: viewed, names: names, labels: labels, sides: sides, divisors: divisors,
      sizes: parts.map { ($0.name, $0.bytes.count) })
    blocks = [("head", head.bytes(version: Self.version))] + parts
  }
}

/// What must be known before the other blocks are read, as JSON.
private struct PackedHead {
  let viewed: ViewedProfile
  let names: PackedNames
  let labels: PackedLabels
  let sides: [PackedSamples]
  let divisors: [UInt64]
  let sizes: [(name: String, count: Int)]

  func bytes(version: Int) -> [UInt8] {
    let style = viewed.style
    return object([
      ("version", number(version)), ("title", text(style.title)),
      ("subtitle", text(style.subtitle)), ("remarks", list(style.remarks.map(text))),
      ("notes", text(style.notes)), ("empty", text(style.emptyReason)),
      ("type", number(viewed.firstType)), ("types", list(viewed.types.indices.map(type))),
      ("sides", list(viewed.sides.map { object([("name", text($0))]) })),
      ("labels", list(labels.keys.map(label))), ("groups", list(names.groups.map(group))),
      ("builds", list(builds.map(text))), ("link", text(viewed.link)),
      ("nodes", number(viewed.whole.tree.count)), ("names", number(names.count)),
      ("files", number(names.fileCount)), ("samples", list(sides.map { number($0.count) })),
      ("labelTexts", number(labels.textCount)), ("labelSets", number(labels.setCount)),
      ("hasLines", Array("false".utf8)),
      ("sizes", object(sizes.map { ($0.name, number($0.count)) })),
    ])
  }

  private func type(_ index: Int) -> [UInt8] {
    let type = viewed.types[index]
    let sums = sides.map { drawn($0.owns(of: index).map(\.value)) }
    return object([
      ("name", text(type.name)), ("title", text(FlameGraphTitle.measure(of: type.name))),
      ("unit", text(DecimalUnit.base(of: type.unit))),
      ("totals", list(sums.map { text("\($0.positive)") })),
      ("negatives", list(sums.map { text("\($0.negative)") })),
      ("gcd", text("\(divisors[index])")), ("count", text(type.values.countName)),
      ("divisor", Array("\(type.values.divisor)".utf8)),
      ("steps", list(type.values.steps.map { list([Array("\($0.size)".utf8), text($0.symbol)]) })),
      ("isBySite", Array("\(type.isBySite)".utf8)), ("verdict", verdict(index)),
    ])
  }

  /// What nodes have that are drawn, and what the others have.
  private func drawn(_ owns: [Int64]) -> (positive: Int64, negative: Int64) {
    owns.reduce((0, 0)) { sums, own in
      own > 0
        ? (sums.positive.addingClamped(own), sums.negative)
        : (sums.positive, sums.negative.addingClamped(own))
    }
  }

  private func verdict(_ index: Int) -> [UInt8] {
    let verdict = viewed.types[index].verdict
    return object([
      ("text", text(verdict.text)),
      ("node", number(verdict.name.map { heaviestNode(of: $0, type: index) } ?? 0)),
    ])
  }

  /// The node of a name that has most, of all sides together.
  private func heaviestNode(of name: Int, type: Int) -> Int {
    let tree = viewed.whole.tree
    var totals = [Int64](repeating: 0, count: tree.count)
    for samples in sides {
      for own in samples.owns(of: type) {
        totals[own.node] = totals[own.node].addingClamped(max(0, own.value))
      }
    }
    var path: [Int] = []
    for node in 0...tree.count {
      let depth = node < tree.count ? Int(tree.depths[node]) : 0
      while path.count > depth, let last = path.popLast() {
        if let caller = path.last { totals[caller] = totals[caller].addingClamped(totals[last]) }
      }
      path.append(node)
    }
    let nodes = (1..<max(1, tree.count)).filter { Int(tree.names[$0]) == name }
    return nodes.max { totals[$0] < totals[$1] || totals[$0] == totals[$1] && $0 > $1 } ?? 0
  }

  private func label(_ key: PackedLabels.Key) -> [UInt8] {
    let name = viewed.view.profile.strings.bytes(of: key.key)
    return object([
      ("key", text(SafeText.shown(name))),
      ("unit", text(key.isNumeric ? viewed.view.labelUnits[key.key] : "")),
      ("isNumeric", Array("\(key.isNumeric)".utf8)),
    ])
  }

  private func group(_ group: (text: String, kind: String)) -> [UInt8] {
    object([("text", text(group.text)), ("kind", text(group.kind))])
  }

  /// The builds of the program and its libraries, each once.
  private var builds: [String] {
    let profile = viewed.view.profile
    return profile.mappings.map { SafeText.shown(profile.strings.bytes(of: $0.buildID)) }
      .reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
  }

  private func text(_ text: String) -> [UInt8] { JSONString.quoted(SafeText.shown(text.utf8)) }

  private func number(_ number: Int) -> [UInt8] { Array("\(number)".utf8) }

  private func list(_ items: [[UInt8]]) -> [UInt8] {
    [UInt8(ascii: "[")] + items.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
  }

  private func object(_ members: [(key: String, value: [UInt8])]) -> [UInt8] {
    let texts = members.map { Array("\"\($0.key)\":".utf8) + $0.value }
    return [UInt8(ascii: "{")] + texts.joined(separator: [UInt8(ascii: ",")])
      + [UInt8(ascii: "}")]
  }
}
