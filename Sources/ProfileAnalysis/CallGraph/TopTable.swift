package import ProfileModel

/// The nodes of a profile with their weights, heaviest first: what `top` shows.
package struct TopTable: Sendable {
  /// One line of the table.
  package struct Row: Sendable {
    /// The node's name, as bytes of the profile.
    package let name: [UInt8]
    /// Whether its code was inlined into its callers'.
    package let inlining: InlineMark
    /// The value of samples whose leaf it is.
    package let flat: Int64
    /// The value of samples on whose stack it is.
    package let cum: Int64
    /// The node of the row.
    package let info: NodeInfo
  }

  package let rows: [Row]
  /// The texts that the rows' infos refer to.
  package let texts: StringTable
  /// The sum of the flat values of the rows, which a limit may have cut.
  package let shownTotal: Int64
  /// How many nodes were left out for being light.
  package let droppedCount: Int
  /// How many nodes were left before the number of rows was limited.
  package let originalCount: Int

  /// Makes the table.
  package init(_ view: ProfileView, _ options: NodeOptions, _ trim: TrimOptions) {
    let nodes = view.tables.nodes(options)
    let weights = NodeWeights(view.profile, nodes, view.weights)
    let selection = NodeSelection(nodes, weights, trim)
    let marks = InlineMark.marks(view.profile, nodes, selection, view.weights)
    rows = selection.shown.map { node in
      Row(
        name: nodes.printableName(node), inlining: marks[node], flat: weights.flatValue(node),
        cum: weights.cumValue(node), info: nodes.infos[node])
    }
    texts = nodes.texts
    shownTotal = rows.reduce(0) { $0.addingClamped($1.flat) }
    droppedCount = selection.droppedCount
    originalCount = selection.originalCount
  }

  /// The smallest value that is shown, without its sign: flats, or cums where flats are 0; 0 for none.
  package var smallest: Int64 {
    NodeWeights.smallest(of: rows.lazy.map { ($0.flat, $0.cum) })
  }
}
