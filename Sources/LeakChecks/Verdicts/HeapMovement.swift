import ProfileAnalysis
import ProfileStatistics

/// Whether the heap of a package moves with the goroutines at a site: levels of two things that both grow always go
/// together, so only the changes from snapshot to snapshot tell.
struct HeapMovement {
  /// By how many bytes it moves with each goroutine; nil if nothing shows that it does.
  let slope: Int64?

  /// The fewest snapshots for an answer; at most the second number of them are used.
  private static let (fewest, most) = (12, 200)
  private static let significance = 0.01

  init(site: String, package: String?, in instance: CheckedInstance) {
    let pairs = Self.pairs(instance)
    guard pairs.count >= Self.fewest else {
      slope = nil
      return
    }
    let counts = pairs.map {
      Double($0.goroutines.opened().sums(of: "goroutine") { $0 == site }.matching)
    }
    let heaps = pairs.map {
      Double(
        $0.heap.opened().sums(of: "inuse_space") { PackageName.of($0) == package }.matching)
    }
    let isSignificant =
      KendallCorrelation.probability(Self.changes(heaps), Self.changes(counts)) < Self.significance
    let each = KendallCorrelation.slope(of: heaps, over: counts)
    slope = isSignificant && each >= 1 ? Int64(clamping: each) : nil
  }

  private static func changes(_ values: [Double]) -> [Double] {
    zip(values, values.dropFirst()).map { $1 - $0 }
  }

  private static let minute: Int64 = 60_000_000_000

  /// The profiles of goroutines and of the heap that the newest process has of one moment each.
  private static func pairs(
    _ instance: CheckedInstance
  ) -> [(goroutines: ProfileRecord, heap: ProfileRecord)] {
    let groups = ["goroutine", "heap"].map { name in
      instance.groups.first { $0.name == name }?.snapshots ?? []
    }
    guard let newest = groups[0].last?.process else { return [] }
    var heaps = groups[1].filter { $0.process == newest && $0.timeNanos != 0 }[...]
    return groups[0].filter { $0.process == newest && $0.timeNanos != 0 }.suffix(most).compactMap {
      snapshot in
      heaps = heaps.drop { $0.timeNanos < snapshot.timeNanos.subtractingClamped(minute) }
      guard let heap = heaps.first, heap.timeNanos <= snapshot.timeNanos.addingClamped(minute)
      else { return nil }
      return (snapshot.profile(for: .values), heap.profile(for: .values))
    }
  }
}
