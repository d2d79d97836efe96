/// Indices by group, in two arrays.
struct IndexLists: Sendable {
  /// The end of each group in `indices`.
  private var ends: [UInt32]
  private var indices: [UInt32]

  /// Collects the indices of each group, the lowest first.
  ///
  /// - `group`: the group of an index; nil for none.
  init(groups: Int, indices indexCount: Int, group: (Int) -> Int?) {
    var counts = [UInt32](repeating: 0, count: groups)
    for index in 0..<indexCount {
      if let group = group(index) { counts[group] += 1 }
    }
    var total: UInt32 = 0
    // The beginning of each group, which moves to its end while indices are added.
    ends = counts.map { count in
      defer { total += count }
      return total
    }
    indices = Array(repeating: 0, count: Int(total))
    for index in 0..<indexCount {
      guard let group = group(index) else { continue }
      indices[Int(ends[group])] = UInt32(index)
      ends[group] += 1
    }
  }

  /// The indices of a group.
  subscript(group: Int) -> ArraySlice<UInt32> {
    indices[(group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])]
  }
}
