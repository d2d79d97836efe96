/// Counts how many paths each known layout fits.
package struct LayoutSurvey: Sendable {
  private var counts = [Int](repeating: 0, count: PathLayout.known.count)
  /// How many paths were looked at.
  package private(set) var paths = 0

  package init() {}

  /// - `path`: the path below its source; a layout must fit all of it.
  package mutating func add(_ path: ArraySlice<UInt8>) {
    paths += 1
    for index in counts.indices
    where PathLayout.known[index].facts(of: path, isWhole: true) != nil {
      counts[index] += 1
    }
  }

  /// The layouts that fit a path, that which fits most first; of equals the first in their order.
  package var ranked: [(layout: PathLayout, count: Int)] {
    counts.indices.filter { counts[$0] > 0 }
      .sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
      .map { (PathLayout.known[$0], counts[$0]) }
  }
}
