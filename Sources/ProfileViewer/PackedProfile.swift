import JSONText
import ProfileAnalysis
import ProfileModel
import ProfileReports

/// A whole profile in blocks, as the script of a page reads it; CONTRIBUTING describes the form.
struct PackedProfile {
  private static let version = 3

  /// What belongs to the names of the elements that hold the blocks, with the blocks, the head first.
  let blocks: [(name: String, bytes: [UInt8])]

  init(_ viewed: ViewedProfile) {
    let labels = PackedLabels(viewed.view.profile)
    let folds = PackedFolds(viewed, labels: labels.indices)
    let names = PackedNames(viewed, folds)
    let sides = viewed.sides.indices.map { side in
      PackedSamples(
        viewed.view.profile, leaves: viewed.whole.leaves, sets: labels.indices,
        columns: viewed.types.map { $0.columns[side] })
    }
    // Two profiles share no time.
    let order =
      sides.count > 1
      ? nil
      : PackedOrder(
        viewed.view.profile, keepsOrder: viewed.keepsOrder,
        columns: viewed.types.map { $0.columns[0] }, rows: sides[0].rowOfSample)
    let divisors = viewed.types.indices.map { type in
      var common = CommonDivisor()
      for side in sides { common.add(side.values(of: type)) }
      if let folds { common.add(folds.values(of: type)) }
      if let order { common.add(order.values(of: type)) }
      return common.divisor
    }
    var parts = [
      (name: "names", bytes: names.bytes),
      (name: "tree", bytes: PackedBytes.tree(viewed.whole.tree, names)),
      (name: "labels", bytes: labels.bytes),
    ]
    for (side, samples) in sides.enumerated() {
      parts.append(("samples\(side)", samples.bytes(divisors: divisors)))
    }
    if let folds {
      let bytes = folds.bytes(viewed.types, indices: names.indices, divisors: divisors)
      parts.append(("folded", bytes))
    }
    if let order { parts.append(("order", order.bytes(divisors: divisors))) }
    if let source = viewed.source { parts.append(("source", source.bytes)) }
    let head = PackedHead(
      viewed: viewed, names: names, labels: labels, sides: sides, folds: folds, order: order,
      divisors: divisors,
      sizes: parts.map { ($0.name, $0.bytes.count) })
    blocks = [("head", head.bytes(version: Self.version))] + parts
  }
}

/// What must be read before the other blocks, as JSON.
private struct PackedHead {
  let viewed: ViewedProfile
  let names: PackedNames
  let labels: PackedLabels
  let sides: [PackedSamples]
  let folds: PackedFolds?
  let order: PackedOrder?
  let divisors: [UInt64]
  let sizes: [(name: String, count: Int)]

  func bytes(version: Int) -> [UInt8] {
    let style = viewed.style
    return JSONValue.ordered(
      [
        ("version", .count(version)), ("title", .shown(style.title)),
        ("subtitle", .shown(style.subtitle)),
        ("remarks", .array(style.remarks.map { .shown($0) })), ("notes", .shown(style.notes)),
        ("empty", .shown(style.emptyReason)), ("type", .count(viewed.firstType)),
        ("types", .array(viewed.types.indices.map(type))),
        ("leftOut", .array(viewed.leftOut.map(leftOut))),
        ("sides", .array(viewed.sides.map { .ordered([("name", .shown($0))]) })),
        ("labels", .array(labels.keys.map(label))), ("groups", .array(names.groups.map(group))),
        ("builds", .array(builds.map { .shown($0) })), ("link", .shown(viewed.link)),
        ("nodes", .count(viewed.whole.tree.count)), ("names", .count(names.count)),
        ("files", .count(names.fileCount)), ("samples", .array(sides.map { .count($0.count) })),
        ("labelTexts", .count(labels.textCount)), ("labelSets", .count(labels.setCount)),
        ("folded", folds.map { $0.head(name: names.count - 1) } ?? .null),
        (
          "order",
          order.map { .ordered([("count", .count($0.count)), ("label", .shown($0.label))]) }
            ?? .null
        ), ("sizes", .ordered(sizes.map { ($0.name, .count($0.count)) })),
      ] + called
    ).line
  }

  /// The names with a significant change; empty if no runs were compared.
  private var called: [(key: String, value: JSONValue)] {
    guard let called = viewed.style.called else { return [] }
    return [("called", .array(called.map { Int(names.indices[$0]) }.sorted().map { .count($0) }))]
  }

  private func type(_ index: Int) -> JSONValue {
    let type = viewed.types[index]
    let selfValues = sides.map { $0.selfValues(of: index) }
    let sums = selfValues.map { drawn($0.lazy.map(\.value)) }
    return .ordered([
      ("name", .shown(type.name)), ("title", .shown(FlameGraphTitle.measure(of: type.name))),
      ("unit", .shown(DecimalUnit.base(of: type.unit))),
      ("totals", .array(sums.map { .text("\($0.positive)") })),
      ("negatives", .array(sums.map { .text("\($0.negative)") })),
      ("gcd", .text("\(divisors[index])")), ("count", .shown(type.values.countName)),
      ("factor", .short(type.values.factor)), ("divisor", .short(type.values.divisor)),
      ("steps", .array(type.values.steps.map { .array([.short($0.size), .shown($0.symbol)]) })),
      ("isBySite", .boolean(type.isBySite)), ("verdict", verdict(index, selfValues)),
    ])
  }

  private func leftOut(_ type: UncomparedType) -> JSONValue {
    .ordered([
      ("name", .shown(type.name)), ("title", .shown(FlameGraphTitle.measure(of: type.name))),
      ("reason", .shown(type.reason.text)),
    ])
  }

  /// What nodes have that are drawn, and what the others have.
  private func drawn(_ selfValues: some Sequence<Int64>) -> (positive: Int64, negative: Int64) {
    selfValues.reduce((0, 0)) { sums, own in
      own > 0
        ? (sums.positive.addingClamped(own), sums.negative)
        : (sums.positive, sums.negative.addingClamped(own))
    }
  }

  /// - `owns`: what nodes have of the type, a side.
  private func verdict(_ index: Int, _ selfValues: [[PackedSamples.Own]]) -> JSONValue {
    let verdict = viewed.types[index].verdict
    let node = verdict.name.map { heaviestNode(of: $0, selfValues) } ?? 0
    return .ordered([("text", .shown(verdict.text)), ("node", .count(node))])
  }

  /// The node of a name that has most, of all sides together.
  private func heaviestNode(of name: Int, _ selfValues: [[PackedSamples.Own]]) -> Int {
    let tree = viewed.whole.tree
    var totals = [Int64](repeating: 0, count: tree.count)
    for own in selfValues.joined() {
      totals[own.node] = totals[own.node].addingClamped(max(0, own.value))
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

  private func label(_ key: PackedLabels.Key) -> JSONValue {
    let name = viewed.view.profile.strings.bytes(of: key.key)
    return .ordered([
      ("key", .shown(name)),
      ("unit", .shown(key.isNumeric ? viewed.view.labelUnits[key.key] : "")),
      ("isNumeric", .boolean(key.isNumeric)),
    ])
  }

  private func group(_ group: (text: String, kind: String)) -> JSONValue {
    .ordered([("text", .shown(group.text)), ("kind", .shown(group.kind))])
  }

  /// The builds of the program and its libraries, each once.
  private var builds: [String] {
    let profile = viewed.view.profile
    return profile.mappings.map { SafeText.shown(profile.strings.bytes(of: $0.buildID)) }
      .reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
  }
}
