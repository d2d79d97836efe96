package import ProfileModel

/// A call graph as it is drawn: boxes and arrows, trimmed as `pprof -dot` trims them for the eye.
///
/// Also what `callgrind` lists: then nothing is trimmed, and boxes are in the order of a table.
package struct CallDrawing: Sendable {
  /// A node.
  package struct Box: Sendable {
    package let info: NodeInfo
    package let flat, cum: Int64
    /// What tells it from nodes of the same function in other contexts: equal for the same function.
    package let function: Function
    /// How much of it carries which labels; empty in a listing.
    package let tags: NodeTags
    /// The arrows from and to it, heaviest first.
    package let outgoing, incoming: [Int]
  }

  /// A call; a place in `boxes` is nil for a node that is not shown.
  package struct Arrow: Sendable {
    package let source, target: Int?
    package let sourceInfo, targetInfo: NodeInfo
    /// The sum of the values, and that divided for a report of means.
    package let weight, value: Int64
    /// Whether nodes between the two are not shown.
    package let isResidual: Bool
    package let isInline: Bool
  }

  /// A function in a context; in a graph there is one context for all.
  package struct Function: Hashable, Sendable {
    let context: Int?
    let info: NodeInfo
  }

  /// The boxes, the most important first.
  package let boxes: [Box]
  /// All arrows, the heaviest first.
  package let arrows: [Arrow]
  /// The texts that the infos refer to.
  package let texts: StringTable
  /// How many nodes and calls were left out for being light.
  package let droppedNodes, droppedEdges: Int
  /// How many nodes were left before their number was limited.
  package let originalCount: Int

  /// The sum of the flat values of what is shown.
  package var shownTotal: Int64 { boxes.reduce(0) { $0.addingClamped($1.flat) } }

  /// The smallest value that is shown, without its sign: flats, or cums where flats are 0; 0 for none.
  package var smallest: Int64 {
    NodeWeights.smallest(of: boxes.lazy.map { ($0.flat, $0.cum) })
  }

  /// Makes a drawing.
  ///
  /// - `isTree`: whether a function is drawn once for each path that leads to it.
  /// - Throws: if that is more than can be drawn.
  package init(
    drawing subject: PreparedProfile, _ options: NodeOptions, _ trim: TrimOptions, isTree: Bool
  ) throws(CallTreeTooLarge) {
    self.init(try DrawingBuilder(subject, options, trim, isTree: isTree).drawn())
  }

  /// Makes a listing of all nodes.
  ///
  /// - Throws: if it is a tree of more nodes than can be listed.
  package init(
    listing subject: PreparedProfile, _ options: NodeOptions, _ trim: TrimOptions, isTree: Bool
  ) throws(CallTreeTooLarge) {
    self.init(try DrawingBuilder(subject, options, trim, isTree: isTree).listed())
  }

  private init(_ result: DrawingBuilder.Result) {
    let (graph, table) = (result.graph, result.graph.table)
    texts = table.texts
    (droppedNodes, droppedEdges) = (result.droppedNodes, result.droppedEdges)
    originalCount = result.originalCount
    var places: [Int: Int] = [:]
    for (place, node) in result.order.enumerated() { places[node] = place }
    let shown = result.order.flatMap { graph.outgoing($0) + graph.incoming($0) }
    let order = EdgeOrder(graph).sorted(Array(Set(shown)))
    var arrowPlaces: [Int: Int] = [:]
    for (place, edge) in order.enumerated() { arrowPlaces[edge] = place }
    arrows = order.map { edge in
      let edge = graph.edges[edge]
      return Arrow(
        source: places[edge.source], target: places[edge.target],
        sourceInfo: table.infos[graph.nodes[edge.source].row],
        targetInfo: table.infos[graph.nodes[edge.target].row], weight: edge.weight,
        value: edge.value, isResidual: edge.isResidual, isInline: edge.isInline)
    }
    boxes = result.order.map { node in
      let part = graph.nodes[node]
      return Box(
        info: table.infos[part.row], flat: part.flatValue, cum: part.cumValue,
        function: Function(context: part.context, info: table.infos[part.row].wholeFunction),
        tags: result.tags[node] ?? NodeTags(),
        outgoing: graph.outgoing(node).compactMap { arrowPlaces[$0] }.sorted(),
        incoming: graph.incoming(node).compactMap { arrowPlaces[$0] }.sorted())
    }
  }
}

extension NodeInfo {
  /// The function that it is a part of; what has no address and no line is taken for one.
  fileprivate var wholeFunction: NodeInfo {
    guard address != 0 || line != 0 else { return self }
    var info = self
    (info.address, info.line, info.column) = (0, 0, 0)
    return info
  }
}
