import ProfileModel
import ProfileSystem

/// How much a node adds to a drawing: one that everything just passes through adds little.
///
/// Each side adds the entropy, in bits, of how the weight is spread over its calls; the sum is multiplied
/// by the node's weight.
struct EntropyScore {
  private let graph: CallGraph

  init(_ graph: CallGraph) { self.graph = graph }

  func score(_ node: Int) -> Int64 {
    let (flat, cum) = (graph.nodes[node].flat, graph.nodes[node].cum)
    // An entry or a leaf is interesting by itself.
    let above = graph.incoming(node)
    let below = graph.outgoing(node)
    let entropy =
      (above.isEmpty ? 1 : entropy(of: above, own: 0))
      + (below.isEmpty ? 1 : entropy(of: below, own: flat))
    // A call without weight makes it no number. As on the machines that `go tool pprof` runs on, that becomes the
    // smallest integer, and what is added to it wraps around.
    let product = Int64(exactly: (entropy * Double(cum)).rounded(.towardZero)) ?? .min
    return product &+ flat
  }

  private func entropy(of edges: [Int], own: Int64) -> Double {
    let total = edges.reduce(own) { $0.addingClamped(max(0, graph.edges[$1].weight)) }
    guard total != 0 else { return 0 }
    let entropy = edges.reduce(0.0) { $0 - term(graph.edges[$1].weight, of: total) }
    return own > 0 ? entropy - term(own, of: total) : entropy
  }

  private func term(_ weight: Int64, of total: Int64) -> Double {
    let share = Double(weight.clampedMagnitude) / Double(total)
    return share * Mathematics.binaryLogarithm(share)
  }
}
