public import Patterns
import ProfileModel

/// The functions that match a pattern, each with the lines of its files that weigh something: what `list`
/// shows.
public struct SourceListing: Sendable {
  /// One function in one file.
  public struct Routine: Sendable {
    /// Empty when the profile does not say.
    public let file: [UInt8]
    public let flat: Int64
    public let cum: Int64
    /// The lines to show, from 1; there may be more of them than the file has. Nil for none: a function
    /// that begins behind all its lines.
    public let lines: ClosedRange<Int64>?
    /// The weights of the lines that have any.
    public let weights: [Int64: (flat: Int64, cum: Int64)]
  }

  /// A function with its files, sorted; none if the profile does not say where the function is.
  public struct Function: Sendable {
    public let name: [UInt8]
    public let routines: [Routine]
  }

  /// How many lines are shown before the first one and behind the last.
  private static let margin: Int64 = 5

  /// The functions, sorted by name.
  public let functions: [Function]

  /// - Parameters:
  ///   - options: how files are written and columns and inlined calls are treated; nodes are always lines.
  ///   - trim: whether nodes whose value is negative are left out; nothing else is.
  public init(
    _ subject: PreparedProfile, matching pattern: Pattern, _ options: NodeOptions,
    _ trim: TrimOptions
  ) {
    var all = TrimOptions.none
    all.dropsNegative = trim.dropsNegative
    var options = options
    options.granularity = .lines
    options.keepsBinaries = true
    let nodes = NodeTable(subject.profile, options)
    let weights = NodeWeights(subject.profile, nodes, subject.weights)
    let selection = NodeSelection(nodes, weights, all)
    let byName = Dictionary(grouping: selection.shown) { nodes.infos[$0].name }
    functions = byName.compactMap { name, members in
      let name = Array(nodes.texts.bytes(of: name))
      guard pattern.matches(name[...]) else { return nil }
      return Function(name: name, routines: Self.routines(of: members, nodes, weights))
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private static func routines(
    of members: [Int], _ nodes: NodeTable, _ weights: NodeWeights
  ) -> [Routine] {
    let byFile = Dictionary(grouping: members) { nodes.infos[$0].file }
    return byFile.filter { $0.key != .empty }.map { file, members in
      routine(in: Array(nodes.texts.bytes(of: file)), members, nodes, weights)
    }.sorted { $0.file.lexicographicallyPrecedes($1.file) }
  }

  private static func routine(
    in file: [UInt8], _ members: [Int], _ nodes: NodeTable, _ weights: NodeWeights
  ) -> Routine {
    var (flat, cum) = (Int64(0), Int64(0))
    var (first, last) = (Int64.max, Int64.min)
    var lines: [Int64: (flat: Int64, cum: Int64)] = [:]
    for node in members {
      let info = nodes.infos[node]
      // Sums, not means: the reference does not divide here.
      flat = flat.addingClamped(weights.flat[node])
      cum = cum.addingClamped(weights.cum[node])
      let start = info.startLine == 0 ? info.line.addingClamped(-margin) : info.startLine
      first = min(first, start)
      last = max(last, info.line.addingClamped(margin))
      let line = lines[info.line] ?? (0, 0)
      lines[info.line] = (
        line.flat.addingClamped(weights.flat[node]), line.cum.addingClamped(weights.cum[node])
      )
    }
    first = max(1, first)
    return Routine(
      file: file, flat: flat, cum: cum, lines: first <= last ? first...last : nil, weights: lines)
  }
}
