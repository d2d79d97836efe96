import ProfileModel

/// Puts nodes into the order of a report: heavy before light, then by name.
struct NodeRanking {
  private let nodes: NodeTable
  private let weights: NodeWeights

  init(_ nodes: NodeTable, _ weights: NodeWeights) {
    self.nodes = nodes
    self.weights = weights
  }

  /// Sorts by the magnitude of one weight, by name, and by the magnitude of the other.
  func sort(_ shown: inout [Int], by order: NodeOrder) {
    let (first, second) =
      order == .flat ? (weights.flat, weights.cum) : (weights.cum, weights.flat)
    sort(&shown, first: { first[$0].clampedMagnitude }, second: { second[$0].clampedMagnitude })
  }

  /// Sorts by a score, by name, and by another score.
  ///
  /// - `row`: the node of an element.
  func sort(
    _ shown: inout [Int], row: (Int) -> Int = { $0 }, first: (Int) -> Int64,
    second: (Int) -> Int64
  ) {
    let names = nodes.printableNames(of: shown.map(row))
    shown.sort { left, right in
      if first(left) != first(right) { return first(left) > first(right) }
      if let precedes = precedes(row(left), row(right), names) { return precedes }
      if second(left) != second(right) { return second(left) > second(right) }
      if row(left) == row(right) { return left < right }
      let texts = (uniqueText(row(left)), uniqueText(row(right)))
      return texts.0 == texts.1 ? left < right : texts.0.lexicographicallyPrecedes(texts.1)
    }
  }

  private func uniqueText(_ row: Int) -> [UInt8] { nodes.infos[row].uniqueText(in: nodes.texts) }

  /// The order of two names; nil when they are equal.
  private func precedes(_ left: Int, _ right: Int, _ names: [[UInt8]]) -> Bool? {
    let (leftInfo, rightInfo) = (nodes.infos[left], nodes.infos[right])
    if leftInfo.address != 0, rightInfo.address != 0, leftInfo.address != rightInfo.address {
      return leftInfo.address < rightInfo.address
    }
    if names[left] == names[right] { return nil }
    return names[left].lexicographicallyPrecedes(names[right])
  }
}

extension NodeTable {
  /// The names of some nodes; those of the others are empty.
  func printableNames(of chosen: [Int]) -> [[UInt8]] {
    var names = [[UInt8]](repeating: [], count: count)
    // No name is empty, and in a tree many nodes have the same one.
    for node in chosen where names[node].isEmpty { names[node] = printableName(node) }
    return names
  }
}
