/// Places in a column by the group that they belong to, all in one array: an array a group takes five times as much memory.
struct PlaceLists: Sendable {
  /// Where the places of each group end.
  private var ends: [UInt32]
  private var places: [UInt32]

  /// The places of each group, the lowest first.
  ///
  /// - `group`: the group that a place belongs to; nil for none.
  init(groups: Int, places placeCount: Int, group: (Int) -> Int?) {
    var counts = [UInt32](repeating: 0, count: groups)
    for place in 0..<placeCount {
      if let group = group(place) { counts[group] += 1 }
    }
    var total: UInt32 = 0
    // Where a group begins at first; that moves to its end with the places that are put there.
    ends = counts.map { count in
      defer { total += count }
      return total
    }
    places = Array(repeating: 0, count: Int(total))
    for place in 0..<placeCount {
      guard let group = group(place) else { continue }
      places[Int(ends[group])] = UInt32(place)
      ends[group] += 1
    }
  }

  /// The places of a group.
  subscript(group: Int) -> ArraySlice<UInt32> {
    places[(group == 0 ? 0 : Int(ends[group - 1]))..<Int(ends[group])]
  }
}
