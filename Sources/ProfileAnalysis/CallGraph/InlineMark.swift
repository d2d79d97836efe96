package import ProfileModel

/// Whether a node's code was inlined into its callers'.
package enum InlineMark: Sendable {
  case none
  /// By some of its callers.
  case partial
  /// By all of them.
  case full

  /// The marks of the nodes that a report shows, by node.
  ///
  /// Calls lighter than the selection's limit do not count, as `go tool pprof` leaves them out.
  package static func marks(
    _ profile: Profile, _ nodes: NodeTable, _ selection: NodeSelection, _ weights: SampleWeights
  ) -> [InlineMark] {
    var calls = InlineCalls(nodes, selection)
    calls.collect(profile, weights)
    return calls.marks()
  }
}
