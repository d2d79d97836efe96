import ProfileModel

/// The order of calls in a report: heavy before light, then by the names of both ends.
struct EdgeOrder {
  private let parts: CallParts

  init(_ parts: CallParts) { self.parts = parts }

  func sorted(_ edges: [Int]) -> [Int] {
    var names = [[UInt8]](repeating: [], count: parts.nodes.count)
    for edge in edges {
      for node in [parts.edges[edge].source, parts.edges[edge].target] where names[node].isEmpty {
        names[node] = parts.table.printableName(parts.nodes[node].row)
      }
    }
    return edges.sorted { left, right in
      let (one, other) = (parts.edges[left], parts.edges[right])
      let sizes = (one.weight.clampedMagnitude, other.weight.clampedMagnitude)
      if sizes.0 != sizes.1 { return sizes.0 > sizes.1 }
      let sources = (names[one.source], names[other.source])
      if sources.0 != sources.1 { return sources.0.lexicographicallyPrecedes(sources.1) }
      let targets = (names[one.target], names[other.target])
      if targets.0 != targets.1 { return targets.0.lexicographicallyPrecedes(targets.1) }
      return left < right
    }
  }
}

/// How much a node adds to the picture: one through which everything just passes adds little.
///
/// Each side adds the entropy, in bits, of how the weight is spread over its calls; the sum is multiplied
/// by the node's weight.
struct EntropyScore {
  private let parts: CallParts

  init(_ parts: CallParts) { self.parts = parts }

  func score(_ node: Int) -> Int64 {
    let (flat, cum) = (parts.nodes[node].flat, parts.nodes[node].cum)
    // An entry or a leaf is interesting by itself.
    let above = parts.incoming(node)
    let below = parts.outgoing(node)
    let entropy =
      (above.isEmpty ? 1 : entropy(of: above, own: 0))
      + (below.isEmpty ? 1 : entropy(of: below, own: flat))
    // A call without weight makes it no number. As on the machines that the reference runs on, that
    // becomes the smallest integer, and what is added to it wraps around.
    let product = Int64(exactly: (entropy * Double(cum)).rounded(.towardZero)) ?? .min
    return product &+ flat
  }

  private func entropy(of edges: [Int], own: Int64) -> Double {
    let weights = edges.map { parts.edges[$0].weight }
    let total = weights.filter { $0 > 0 }.reduce(own) { $0.addingClamped($1) }
    guard total != 0 else { return 0 }
    var entropy = 0.0
    for weight in weights + (own > 0 ? [own] : []) {
      let share = Double(weight.clampedMagnitude) / Double(total)
      entropy -= share * Mathematics.binaryLogarithm(share)
    }
    return entropy
  }
}
