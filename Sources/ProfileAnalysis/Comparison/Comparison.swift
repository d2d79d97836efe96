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
    /// Of a row that is a stack: which of the normalized ones.
    let normalized: StackID?
    /// Of a row that is a stack: what identifies it, and its plain names, leaf first.
    package private(set) var fingerprint: Fingerprint?
    package private(set) var stack: [String] = []

    init(name: [UInt8], flat: ValuePair, cum: ValuePair? = nil, normalized: StackID? = nil) {
      self.name = name
      self.flat = flat
      self.cum = cum
      self.normalized = normalized
    }

    /// Fills in what takes long to make, and what people look at of few stacks.
    static func spell(_ rows: inout [Row], _ stacks: NormalizedStacks) {
      stacks.prepareFingerprints(of: rows.count)
      for index in rows.indices {
        guard let normalized = rows[index].normalized else { continue }
        rows[index].fingerprint = stacks.fingerprint(ofNormalized: normalized)
        rows[index].stack = stacks.names(of: normalized)
      }
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
  /// Whether `main` has most of the change: half of the total's and hardly more than all of it, and half of what changed in
  /// that direction.
  package let isMostInMain: Bool
  /// The site that changed more than `main`, against the direction of the total; nil if none did.
  package let opposite: Row?

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
      { rows.unspelled(by: dimension, nodes) }, { rows.rows(by: .site, nodes) })
    let changed = all.filter { $0.change != .none }
    self.profiles = profiles
    self.dimension = dimension
    self.total = total
    unchangedCount = all.count - changed.count
    newCount = changed.count { $0.change == .new }
    goneCount = changed.count { $0.change == .gone }
    let largest = LargestSites(sites, total.delta)
    (main, isMostInMain, opposite) = (largest.main, largest.isMostInMain, largest.opposite)
    self.rows = changed
    let stacks = dimension == .stack ? profiles.view.tables.plainStacks : nil
    self.trim(trim, RowOrder(dimension.isOfFrames ? trim.order : .flat, stacks))
    if let stacks { Row.spell(&self.rows, stacks) }
  }

  private mutating func trim(_ options: TrimOptions, _ order: RowOrder) {
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
    order.sort(&rows, first: options.nodeCount > 0 ? options.nodeCount : rows.count)
  }
}

/// The sites that changed most.
private struct LargestSites {
  let main: Comparison.Row?
  let opposite: Comparison.Row?
  private(set) var isMostInMain = false

  /// - `whole`: the change of the total.
  init(_ sites: [Comparison.Row], _ whole: Int64) {
    let changed = sites.filter { $0.flat.delta != 0 }
    let along = changed.filter { whole == 0 || ($0.flat.delta < 0) == (whole < 0) }
    let against = changed.filter { whole != 0 && ($0.flat.delta < 0) != (whole < 0) }
    main = along.min(by: RowOrder(.flat, nil).precedes)
    let largest = main.map { $0.flat.delta.clampedMagnitude } ?? 0
    opposite = against.min(by: RowOrder(.flat, nil).precedes).flatMap {
      $0.flat.delta.clampedMagnitude > largest ? $0 : nil
    }
    let sum = along.reduce(Int64(0)) { $0.addingClamped($1.flat.delta.clampedMagnitude) }
    // What is far larger than the whole is no part of it: others took it back.
    let change = whole.clampedMagnitude
    isMostInMain =
      whole != 0 && opposite == nil && largest >= sum / 2 && largest >= change / 2
      && largest - change <= change / 4
  }
}

/// The order of rows: by the size of the change, by that of the other value, by name, and stacks by fingerprint.
private struct RowOrder {
  private let order: NodeOrder
  /// Those that rows are; nil for other rows.
  private let stacks: NormalizedStacks?

  init(_ order: NodeOrder, _ stacks: NormalizedStacks?) {
    (self.order, self.stacks) = (order, stacks)
  }

  /// Sorts the first rows and drops the others.
  func sort(_ rows: inout [Comparison.Row], first count: Int) {
    if count < rows.count, count > 0 {
      // What cannot be among the first is dropped before equals ask for fingerprints, which take long to make.
      let limit = rows.map(sizes).sorted(by: >)[count - 1]
      rows.removeAll { sizes($0) < limit }
    }
    stacks?.prepareFingerprints(of: rows.count)
    rows.sort(by: precedes)
    rows.removeLast(max(0, rows.count - count))
  }

  func precedes(_ left: Comparison.Row, _ right: Comparison.Row) -> Bool {
    let (mine, theirs) = (sizes(left), sizes(right))
    if mine != theirs { return mine > theirs }
    if left.name != right.name { return left.name.lexicographicallyPrecedes(right.name) }
    return fingerprint(of: left) < fingerprint(of: right)
  }

  private func sizes(_ row: Comparison.Row) -> (Int64, Int64) {
    let (flat, cum) = (row.flat.delta.clampedMagnitude, row.cum?.delta.clampedMagnitude ?? 0)
    return order == .flat ? (flat, cum) : (cum, flat)
  }

  private func fingerprint(of row: Comparison.Row) -> UInt64 {
    row.normalized.flatMap { stacks?.fingerprint(ofNormalized: $0)?.bits } ?? 0
  }
}

extension Comparison.Row {
  /// The larger of the changes, without its sign.
  package var largestDelta: Int64 {
    max(flat.delta.clampedMagnitude, cum?.delta.clampedMagnitude ?? 0)
  }
}
