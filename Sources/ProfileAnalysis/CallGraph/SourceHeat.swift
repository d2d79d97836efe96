import ProfileModel

/// The values of source lines, of several sample types: a stack counts once for a line, however often it has the
/// line.
package struct SourceHeat: Sendable {
  /// A line, and what it has in each of the columns.
  package struct Line: Sendable, Equatable {
    package let number: Int64
    /// What stacks have that end there.
    package let selfValues: [Int64]
    /// What stacks have that hold it.
    package let totals: [Int64]
  }

  /// The lines of each file that have a value, from the first on; files as they are shown.
  package private(set) var files: [(name: [UInt8], lines: [Line])] = []

  /// - `columns`: which values, in the order in which lines tell them.
  /// - `options`: how files are written and inlined calls are treated; nodes are always lines.
  package init(_ view: ProfileView, columns: [Int], _ options: NodeOptions) {
    var options = options
    options.granularity = .lines
    let nodes = view.tables.nodes(options)
    let members = nodes.infos.indices.filter {
      nodes.infos[$0].file != .empty && nodes.infos[$0].line > 0
    }
    let weights = columns.map { column in
      GroupWeights(
        view.profile, SampleWeights(of: view.profile, column: column), nodes, members
      ) { Self.source($0) }
    }
    var lines: [NodeInfo: Line] = [:]
    for node in members where lines[Self.source(nodes.infos[node])] == nil {
      let sums = weights.map { $0.weight(of: node) }
      guard sums.contains(where: { $0.cum != 0 }) else { continue }
      lines[Self.source(nodes.infos[node])] = Line(
        number: nodes.infos[node].line, selfValues: sums.map(\.flat), totals: sums.map(\.cum))
    }
    files = Dictionary(grouping: lines) { $0.key.file }.map { file, lines in
      (Array(nodes.texts.bytes(of: file)), lines.map(\.value).sorted { $0.number < $1.number })
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// A line of a file, whatever function it belongs to.
  private static func source(_ info: NodeInfo) -> NodeInfo {
    var source = NodeInfo()
    (source.file, source.line) = (info.file, info.line)
    return source
  }
}
