import ProfileAnalysis
import ProfileModel
import ProfileReports

/// What is folded in a tree: how many frames each of its nodes stands for, and what names have there, so that all sums
/// hold without the frames.
struct PackedFolds {
  private let frames: FoldedFrames
  /// A side.
  private let sums: [FoldedSums]
  /// Whether what names have is told by labels; else it is not known what filters by label leave of it.
  let isByLabels: Bool

  /// - `labels`: for each set of labels its place in the block of labels.
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
    // A row takes what ten frames do; where nearly each sample has labels of its own nothing would be won.
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
  /// - `name`: what the nodes are called, as a place in the block of names.
  func head(name: Int) -> BlockValue {
    .object([
      ("name", .count(name)), ("folds", .count(frames.nodes.count)),
      ("frames", .count(frames.frameCount)), ("part", .text(ShareText.atMost(frames.largestPart))),
      ("isByLabels", .flag(isByLabels)), ("rows", .list(sums.map { .count($0.count) })),
    ])
  }

  /// The block: differences of nodes, how many frames each has; then of each side names, sets of labels, and of each type
  /// own values, values with callees, and for types by site what waits there.
  ///
  /// - `places`: for each name of the profile where it stands in the block of names.
  func bytes(_ types: [ViewedProfile.ValueType], places: [UInt32], divisors: [UInt64]) -> [UInt8] {
    var block = PackedBytes()
    block.append(differences: frames.nodes)
    block.append(column: frames.counts)
    for side in sums {
      block.append(column: side.names.lazy.map { Int(places[Int($0)]) })
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
