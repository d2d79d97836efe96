import LeakChecks

/// An instance whose profiles of a group are shown, where no rule says which are worth it.
struct ChosenInstance {
  let instance: CheckedInstance
  /// Why it was chosen; empty if it is the only one that has the group.
  let reason: String

  /// Of each group: the instance that grew most, else the largest.
  ///
  /// - `told`: the groups that need none.
  static func all(
    _ instances: [CheckedInstance], without told: Set<String>
  ) -> [String: ChosenInstance] {
    // The newest profiles of what is gone are old.
    let present = instances.filter { !$0.isGone }
    let groups = Set(instances.flatMap { $0.groups.map(\.name) }).subtracting(told)
    var chosen: [String: ChosenInstance] = [:]
    for group in groups {
      let having = { (instance: CheckedInstance) in
        instance.groups.contains { $0.name == group && !$0.snapshots.isEmpty }
      }
      let own = present.filter(having)
      chosen[group] = ChosenInstance(of: group, own.isEmpty ? instances.filter(having) : own)
    }
    return chosen
  }

  private init?(of group: String, _ instances: [CheckedInstance]) {
    guard let first = instances.first else { return nil }
    guard instances.count > 1 else {
      (instance, reason) = (first, "")
      return
    }
    let grown = instances.compactMap { instance in
      LevelGrowth(of: group, in: instance).map { (instance, growth: $0) }
    }
    // Of equals, both are the first.
    let most = grown.max { $1.growth.exceeds($0.growth) }
    instance =
      most?.0
      ?? instances.max { ($0.level(of: group) ?? 0) < ($1.level(of: group) ?? 0) } ?? first
    let isGrown = most?.growth.hasGrown == true
    reason = "\(isGrown ? "it grew most" : "the largest") of \(instances.count) instances"
  }
}
