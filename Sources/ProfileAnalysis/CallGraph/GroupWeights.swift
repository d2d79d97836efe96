import ProfileModel

/// What groups of nodes weigh: sums, not means, for `go tool pprof` does not divide here.
struct GroupWeights {
  /// The group of each node; 0 for all that is not listed.
  private var groups: [UInt32]
  private let weights: NodeWeights

  /// - `key`: what nodes of one group have in common.
  init(
    _ profile: Profile, _ samples: SampleWeights, _ nodes: NodeTable, _ members: [Int],
    _ key: (NodeInfo) -> NodeInfo
  ) {
    groups = Array(repeating: 0, count: nodes.count)
    var known: [NodeInfo: UInt32] = [:]
    for node in members {
      let next = UInt32(known.count + 1)
      let group = known[key(nodes.infos[node]), default: next]
      known[key(nodes.infos[node])] = group
      groups[node] = group
    }
    weights = NodeWeights(profile, nodes.grouped(groups, count: known.count + 1), samples)
  }

  func weight(of node: Int) -> (flat: Int64, cum: Int64) {
    let group = Int(groups[node])
    return (weights.flat[group], weights.cum[group])
  }
}
