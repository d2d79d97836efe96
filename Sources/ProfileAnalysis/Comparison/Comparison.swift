import ProfileModel

/// The changes from one profile to another, in rows of a dimension, the largest change first.
package struct Comparison: Sendable {
  /// What one name, stack or label has.
  package struct Row: Sendable {
    /// The key of the row, as bytes of the profile.
    package let name: [UInt8]
    /// What it has itself.
    package let flat: ValuePair
    /// What it has with all that it calls; nil where rows are not functions, files or lines.
    package let cum: ValuePair?
    /// Of a row that is a stack: what identifies it, and its plain names, leaf first.
    package let fingerprint: Fingerprint?
    package let stack: [String]

    init(
      name: [UInt8], flat: ValuePair, cum: ValuePair? = nil, fingerprint: Fingerprint? = nil,
      stack: [String] = []
    ) {
      self.name = name
      self.flat = flat
      self.cum = cum
      self.fingerprint = fingerprint
      self.stack = stack
    }

    /// Whether the row came, went, grew or shrank: with all that it calls, if that is known.
    package var change: ValuePair.Change {
      let change = (cum ?? flat).change
      return change == .none ? flat.change : change
    }
  }

  package let profiles: ComparedProfiles
  package let dimension: SampleDimension
  /// The dimensions of rows, except labels.
  package static let dimensions: [SampleDimension] = [
    .function, .stack, .site, .package, .file, .line,
  ]
  /// The total after filters.
  package let total: ValuePair
  /// The rows that changed.
  package private(set) var rows: [Row]
  /// How many rows have the same before and after.
  package let unchangedCount: Int
  /// How many rows changed too little to be kept.
  package private(set) var droppedCount = 0
  /// How many rows changed enough, before their number was limited.
  package private(set) var originalCount = 0
  /// How many rows are new and how many are gone, whether they were kept or not.
  package let newCount: Int
  package let goneCount: Int
  /// The site that changed most in the direction of the total; nil if none did.
  package let main: Row?

  /// - `nodes`: how locations become rows, where those are functions.
  /// - `trim`: what is left out for being small, or for being many; a share is one of the larger total.
  package init(
    _ profiles: ComparedProfiles, by dimension: SampleDimension,
    _ nodes: NodeOptions = NodeOptions(), _ trim: TrimOptions = .none
  ) {
    let weights = PairWeights(profiles)
    let total = weights.total
    let rows = ComparisonRows(profiles.view, weights)
    let (all, sites) = Parallel.both(
      isLong: Parallel.isLong(profiles.view.profile),
      { rows.rows(by: dimension, nodes) }, { rows.rows(by: .site, nodes) })
    var changed = all.filter { $0.change != .none }
    Self.sort(&changed, by: dimension.isOfFrames ? trim.order : .flat)
    self.profiles = profiles
    self.dimension = dimension
    self.total = total
    unchangedCount = all.count - changed.count
    newCount = changed.count { $0.change == .new }
    goneCount = changed.count { $0.change == .gone }
    main = Self.main(of: sites, total)
    self.rows = changed
    self.trim(trim)
  }

  private mutating func trim(_ options: TrimOptions) {
    let count = rows.count
    if options.nodeFraction > 0 {
      let whole = max(total.before.clampedMagnitude, total.after.clampedMagnitude)
      let limit = NodeSelection.share(options.nodeFraction, of: whole)
      rows.removeAll { $0.largestDelta < limit }
    }
    if options.dropsNegative {
      rows.removeAll { ($0.flat.delta == 0 ? $0.cum?.delta ?? 0 : $0.flat.delta) < 0 }
    }
    droppedCount = count - rows.count
    originalCount = rows.count
    if options.nodeCount > 0 { rows.removeLast(max(0, rows.count - options.nodeCount)) }
  }

  /// By the size of the change, by that of the other value, and by name.
  private static func sort(_ rows: inout [Row], by order: NodeOrder) {
    func sizes(_ row: Row) -> (Int64, Int64) {
      let (flat, cum) = (row.flat.delta.clampedMagnitude, row.cum?.delta.clampedMagnitude ?? 0)
      return order == .flat ? (flat, cum) : (cum, flat)
    }
    rows.sort { left, right in
      let (mine, theirs) = (sizes(left), sizes(right))
      if mine != theirs { return mine > theirs }
      if left.name != right.name { return left.name.lexicographicallyPrecedes(right.name) }
      return (left.fingerprint?.bits ?? 0) < (right.fingerprint?.bits ?? 0)
    }
  }

  private static func main(of sites: [Row], _ total: ValuePair) -> Row? {
    let isFall = total.delta < 0
    var found = sites.filter {
      $0.flat.delta != 0 && (total.delta == 0 || ($0.flat.delta < 0) == isFall)
    }
    sort(&found, by: .flat)
    return found.first
  }
}

extension Comparison.Row {
  /// The larger of the changes, without its sign.
  package var largestDelta: Int64 {
    max(flat.delta.clampedMagnitude, cum?.delta.clampedMagnitude ?? 0)
  }
}
