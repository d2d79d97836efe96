import JSONText
import ProfileAnalysis
import ProfileModel
import ProfileReports

/// What is folded in a tree: how many frames each of its nodes replaces, and the values of their names, so that all
/// sums hold without the frames.
struct PackedFolds {
  private let frames: FoldedFrames
  /// A side.
  private let sums: [FoldedSums]
  /// Whether the values of names are split by labels; else a filter by label cannot be applied to them.
  let isByLabels: Bool

  /// - `labels`: the index of each set of labels in the block of labels.
  init?(_ viewed: ViewedProfile, labels: [UInt32]) {
    guard let frames = viewed.whole.folded else { return nil }
    self.frames = frames
    let areSites = viewed.frames.areSites(viewed.style)
    let sums = { (sets: [UInt32]) in
      viewed.sides.indices.map { side in
        FoldedSums(
          viewed.view.profile, frames, viewed.names, columns: viewed.types.map { $0.columns[side] },
          sets: sets, areSites: areSites)
      }
    }
    let byLabels = sums(labels)
    // A row is as large as ten frames; where nearly every sample has its own labels, nothing would be saved.
    isByLabels = byLabels.allSatisfy { $0.count <= max(1000, frames.frameCount / 20) }
    self.sums = isByLabels ? byLabels : sums(labels.map { _ in 0 })
  }

  /// The names that have anything there.
  var names: Set<Int> { Set(sums.lazy.flatMap(\.names).map { Int($0) }) }

  /// All values of one of the types.
  func values(of type: Int) -> some Sequence<Int64> {
    sums.lazy.flatMap { side in
      (0..<side.count).lazy.map { side.values[$0 * side.width + type] }
        .flatMap { [$0.own, $0.total, $0.site] }
    }
  }

  /// The part of the head; it says how to read the block.
  ///
  /// - `name`: the name of the nodes, as an index into the block of names.
  func head(name: Int) -> JSONValue {
    .ordered([
      ("name", .count(name)), ("folds", .count(frames.nodes.count)),
      ("frames", .count(frames.frameCount)), ("part", .shown(ShareText.atMost(frames.largestPart))),
      ("isByLabels", .boolean(isByLabels)), ("rows", .array(sums.map { .count($0.count) })),
    ])
  }

  /// The block: differences of nodes, how many frames each has; then of each side names, sets of labels, and of each type
  /// own values, values with callees, and for types by site what waits there.
  ///
  /// - `indices`: the index of each name of the profile in the block of names.
  func bytes(_ types: [ViewedProfile.ValueType], indices: [UInt32], divisors: [UInt64]) -> [UInt8] {
    var block = PackedBytes()
    block.append(differences: frames.nodes)
    block.append(column: frames.counts)
    for side in sums {
      block.append(column: side.names.lazy.map { Int(indices[Int($0)]) })
      block.append(column: side.sets.lazy.map { Int($0) })
      for (type, divisor) in divisors.enumerated() {
        let rows = (0..<side.count).lazy.map { side.values[$0 * side.width + type] }
        block.append(values: rows.map(\.own), divisor)
        block.append(values: rows.map(\.total), divisor)
        if types[type].isBySite { block.append(values: rows.map(\.site), divisor) }
      }
    }
    return block.bytes
  }
}
