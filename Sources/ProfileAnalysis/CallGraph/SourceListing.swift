import ProfileModel
package import ProfilePatterns

/// The functions that match a pattern, each with the lines of its files that weigh something: what `list`
/// shows.
///
/// A sample counts once for a function and once for a line, however often they stand on its stack.
package struct SourceListing: Sendable {
  /// One function in one file.
  package struct Routine: Sendable {
    /// The file's shown name; empty if the profile has none.
    package let file: [UInt8]
    /// The file's names in the profile, before anything was cut off: several if that made them equal.
    package let names: [[UInt8]]
    package let flat: Int64
    package let cum: Int64
    /// The lines to show, from 1; there may be more of them than the file has. Nil for none: a function
    /// that begins behind all its lines.
    package let lines: ClosedRange<Int64>?
    /// The weights of the lines that have any.
    package let weights: [Int64: (flat: Int64, cum: Int64)]
  }

  /// A function with its files, sorted; none if the profile does not say where the function is.
  package struct Function: Sendable {
    package let name: [UInt8]
    package let routines: [Routine]
  }

  /// The functions, sorted by name.
  package let functions: [Function]

  /// - `options`: how files are written and columns and inlined calls are treated; nodes are always lines.
  /// - `trim`: whether nodes whose value is negative are left out; nothing else is.
  package init(
    _ view: ProfileView, matching pattern: Pattern, _ options: NodeOptions,
    _ trim: TrimOptions
  ) {
    var all = TrimOptions.none
    all.dropsNegative = trim.dropsNegative
    var options = options
    options.granularity = .lines
    options.keepsBinaries = true
    let nodes = view.tables.nodes(options)
    let weights = NodeWeights(view.profile, nodes, view.weights)
    let byName = Dictionary(grouping: NodeSelection(nodes, weights, all).shown) {
      nodes.infos[$0].name
    }
    let matching = byName.filter { pattern.matches(nodes.texts.bytes(of: $0.key)) }
    let builder = RoutineBuilder(view, nodes, matching.values.joined(), options.paths)
    functions = matching.map { name, members in
      Function(
        name: Array(nodes.texts.bytes(of: name)), routines: builder.routines(of: members))
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }
}

/// Puts the nodes of functions together, by file and by line.
private struct RoutineBuilder {
  /// How many lines are shown before the first one and behind the last.
  private static let margin: Int64 = 5

  private let nodes: NodeTable
  /// What nodes of one function in one file weigh together, and what those of one line do.
  private let byFile: GroupWeights
  private let byLine: GroupWeights
  /// The names in the profile of each file.
  private var names: [StringID: Set<[UInt8]>] = [:]

  init(
    _ view: ProfileView, _ nodes: NodeTable, _ members: some Sequence<Int>,
    _ paths: SourcePaths
  ) {
    self.nodes = nodes
    let members = Array(members)
    byFile = GroupWeights(view.profile, view.weights, nodes, members) { info in
      var file = NodeInfo()
      (file.name, file.file) = (info.name, info.file)
      return file
    }
    byLine = GroupWeights(view.profile, view.weights, nodes, members) { info in
      var line = NodeInfo()
      (line.name, line.file, line.line) = (info.name, info.file, info.line)
      return line
    }
    let files = Set(members.map { nodes.infos[$0].file })
    let texts = Dictionary(
      uniqueKeysWithValues: files.map { (Array(nodes.texts.bytes(of: $0)), $0) })
    for name in Set(view.profile.functions.filenames) {
      let bytes = view.profile.strings.bytes(of: StringID(name))
      guard let file = texts[paths.shown(bytes)] else { continue }
      names[file, default: []].insert(Array(bytes))
    }
  }

  /// The files of a function, sorted.
  func routines(of members: [Int]) -> [SourceListing.Routine] {
    let byFile = Dictionary(grouping: members) { nodes.infos[$0].file }
    return byFile.filter { $0.key != .empty }.map { file, members in
      routine(in: file, members)
    }.sorted { $0.file.lexicographicallyPrecedes($1.file) }
  }

  private func routine(in file: StringID, _ members: [Int]) -> SourceListing.Routine {
    var (first, last) = (Int64.max, Int64.min)
    var lines: [Int64: (flat: Int64, cum: Int64)] = [:]
    for node in members {
      let info = nodes.infos[node]
      let start = info.startLine == 0 ? info.line.addingClamped(-Self.margin) : info.startLine
      first = min(first, start)
      last = max(last, info.line.addingClamped(Self.margin))
      lines[info.line] = byLine.weight(of: node)
    }
    first = max(1, first)
    let weight = members.first.map(byFile.weight) ?? (flat: 0, cum: 0)
    return SourceListing.Routine(
      file: Array(nodes.texts.bytes(of: file)),
      names: (names[file] ?? []).sorted { $0.lexicographicallyPrecedes($1) }, flat: weight.flat,
      cum: weight.cum, lines: first <= last ? first...last : nil, weights: lines)
  }
}
