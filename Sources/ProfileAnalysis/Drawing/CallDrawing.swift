package import ProfileModel

/// A call graph as it is drawn: boxes and arrows, trimmed as `pprof -dot` trims them for the eye.
///
/// Also what `callgrind` lists: then nothing is trimmed, and boxes are in the order of a table.
package struct CallDrawing: Sendable {
  /// A node.
  package struct Box: Sendable {
    /// Its node, as an index in `infos`.
    package let row: UInt32
    package let flat, cum: Int64
    /// The part that it is called from in a tree.
    fileprivate let context: Int?
    /// How much of it carries which labels; empty in a listing.
    package let tags: NodeTags
  }

  /// A call; an index in `boxes` is nil for a node that is not shown.
  package struct Arrow: Sendable {
    package let source, target: Int?
    /// The nodes of both ends, as indices in `infos`.
    package let sourceRow, targetRow: UInt32
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
  /// The nodes of boxes and of the ends of arrows.
  package let infos: [NodeInfo]
  /// The texts that the infos refer to.
  package let texts: StringTable
  /// How many nodes and calls were left out for being light.
  package let droppedNodes, droppedEdges: Int
  /// How many nodes were left before their number was limited.
  package let originalCount: Int
  private let arrowsOfBoxes: IndexLists

  /// The arrows from a box, heaviest first.
  package func outgoing(of box: Int) -> some Sequence<Arrow> {
    arrowsOfBoxes[box].lazy.map { arrows[Int($0)] }
  }

  /// Whether there are arrows from a box.
  package func hasOutgoing(_ box: Int) -> Bool { !arrowsOfBoxes[box].isEmpty }

  /// The node of a box.
  package func info(of box: Box) -> NodeInfo { infos[Int(box.row)] }

  /// A key that is equal for boxes of the same function in different contexts.
  package func function(of box: Box) -> Function {
    Function(context: box.context, info: info(of: box).wholeFunction)
  }

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
    drawing view: ProfileView, _ options: NodeOptions, _ trim: TrimOptions, isTree: Bool
  ) throws(CallTreeTooLarge) {
    self.init(try DrawingBuilder(view, options, trim, isTree: isTree).drawn())
  }

  /// Makes a listing of all nodes.
  ///
  /// - Throws: if it is a tree of more nodes than can be listed.
  package init(
    listing view: ProfileView, _ options: NodeOptions, _ trim: TrimOptions, isTree: Bool
  ) throws(CallTreeTooLarge) {
    self.init(try DrawingBuilder(view, options, trim, isTree: isTree).listed())
  }

  private init(_ result: DrawingBuilder.Result) {
    let graph = result.graph
    (infos, texts) = (graph.table.infos, graph.table.texts)
    (droppedNodes, droppedEdges) = (result.droppedNodes, result.droppedEdges)
    originalCount = result.originalCount
    boxes = result.order.map { Box(graph.nodes[$0], result.tags(of: $0)) }
    let arrows = Self.arrows(graph, result.order)
    arrowsOfBoxes = IndexLists(groups: boxes.count, indices: arrows.count) { arrows[$0].source }
    self.arrows = arrows
  }

  /// The calls from and to the shown nodes, the heaviest first.
  private static func arrows(_ graph: CallGraph, _ order: [Int]) -> [Arrow] {
    var boxes = [Int?](repeating: nil, count: graph.nodes.count)
    for (box, node) in order.enumerated() { boxes[node] = box }
    let shown = graph.edges.indices.filter { index in
      let edge = graph.edges[index]
      return !edge.isGone && (boxes[edge.source] != nil || boxes[edge.target] != nil)
    }
    return EdgeOrder(graph).sorted(shown).map { index in
      let edge = graph.edges[index]
      return Arrow(
        source: boxes[edge.source], target: boxes[edge.target],
        sourceRow: UInt32(graph.nodes[edge.source].row),
        targetRow: UInt32(graph.nodes[edge.target].row), weight: edge.weight, value: edge.value,
        isResidual: edge.isResidual, isInline: edge.isInline)
    }
  }
}

extension CallDrawing.Box {
  fileprivate init(_ node: CallGraph.Node, _ tags: NodeTags) {
    self.init(
      row: UInt32(node.row), flat: node.flatValue, cum: node.cumValue, context: node.context,
      tags: tags)
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
