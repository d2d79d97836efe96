import ProfileModel
import ProfileSystem

/// The order of calls in a report: heavy before light, then by the names of both ends.
struct EdgeOrder {
  private let parts: CallParts

  init(_ parts: CallParts) { self.parts = parts }

  func sorted(_ edges: [Int]) -> [Int] {
    guard edges.count > 1 else { return edges }
    let ranks = ranks(ofEndsOf: edges)
    let keys = edges.map { place in
      let edge = parts.edges[place]
      return (
        size: edge.weight.clampedMagnitude, source: ranks[edge.source] ?? 0,
        target: ranks[edge.target] ?? 0, place: place
      )
    }
    return keys.sorted { left, right in
      guard left.size == right.size else { return left.size > right.size }
      return (left.source, left.target, left.place) < (right.source, right.target, right.place)
    }.map(\.place)
  }

  /// Where the nodes at both ends of some calls stand in the order of names; equal names share their place.
  private func ranks(ofEndsOf edges: [Int]) -> [Int: Int] {
    var nodes: Set<Int> = []
    for edge in edges {
      nodes.insert(parts.edges[edge].source)
      nodes.insert(parts.edges[edge].target)
    }
    let named = nodes.map { (node: $0, name: parts.table.printableName(parts.nodes[$0].row)) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    var ranks: [Int: Int] = [:]
    var rank = 0
    for (place, entry) in named.enumerated() {
      if entry.name != named[rank].name { rank = place }
      ranks[entry.node] = rank
    }
    return ranks
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
