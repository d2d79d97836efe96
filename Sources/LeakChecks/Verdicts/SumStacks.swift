import ProfileAnalysis

/// The stacks behind the sum of several instances: what each has of them, added up.
struct SumStacks {
  private let checks: [InstanceCheck]
  private let limit: Int

  /// - `checks`: those whose newest snapshots were added up.
  init(_ checks: [InstanceCheck], limit: Int) { (self.checks, self.limit) = (checks, limit) }

  /// Adds the stacks and the total of them; their profiles are opened one by one.
  func add(to entry: inout GroupVerdict) {
    var (values, before, total) = ([StackKey: Double](), [StackKey: Double]?.none, Double?.none)
    for check in checks {
      guard let own = stacks(of: check, entry) else { continue }
      values.merge(own.values(of: entry), uniquingKeysWith: +)
      if let earlier = own.earlierValues(of: entry) {
        before = (before ?? [:]).merging(earlier, uniquingKeysWith: +)
      }
      if let sum = own.total { total = (total ?? 0) + sum }
    }
    let growth = before.map { before in values.map { ($0, $1 - (before[$0] ?? 0)) } }
    let heaviest = heaviest(growth ?? values.map { ($0, $1) })
    let stacks = found(heaviest, entry).map { key, stack in
      var stack = stack
      (stack.value, stack.before) = (values[key] ?? 0, before.map { $0[key] ?? 0 })
      return stack
    }
    entry.findings.stacks = Array(stacks.sorted(by: Self.isHeavier).prefix(limit))
    entry.findings.total = total
  }

  /// The keys of the largest values, with all that equal the smallest of these.
  private func heaviest(_ values: [(key: StackKey, value: Double)]) -> Set<StackKey> {
    guard let least = values.map(\.value).sorted(by: >).prefix(max(1, limit)).last else {
      return []
    }
    return Set(values.filter { $0.value >= least }.map(\.key))
  }

  /// Stacks by their keys, each as the first instance has it.
  private func found(
    _ keys: Set<StackKey>, _ entry: GroupVerdict
  ) -> [StackKey: VerdictStack] {
    var found: [StackKey: VerdictStack] = [:]
    for check in checks where found.count < keys.count {
      let missing = keys.subtracting(found.keys)
      guard let own = stacks(of: check, entry) else { continue }
      found.merge(own.stacks(missing, of: entry)) { first, _ in first }
    }
    return found
  }

  private func stacks(of check: InstanceCheck, _ entry: GroupVerdict) -> SnapshotStacks? {
    var own = entry
    let newest = max(0, check.sources[0].group.snapshots.count - 1)
    own.origin = .init(position: .init(instance: check.number, snapshot: newest))
    return SnapshotStacks(of: own, check, limit: 0)
  }

  private static func isHeavier(_ left: VerdictStack, _ right: VerdictStack) -> Bool {
    let (one, other) = (left.value - (left.before ?? 0), right.value - (right.before ?? 0))
    return one != other ? one > other : left.frames.lexicographicallyPrecedes(right.frames)
  }
}
