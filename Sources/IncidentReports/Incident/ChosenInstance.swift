import LeakChecks

/// An instance whose profiles of a group are shown, where no rule says which are worth it.
struct ChosenInstance {
  let instance: CheckedInstance
  /// Why it was chosen; empty if it is the only one that has the group.
  let reason: String

  /// Of each group: the instance that grew most, else the largest; of groups that have no level, the first.
  static func all(_ instances: [CheckedInstance]) -> [String: ChosenInstance] {
    // The newest profiles of what is gone are old.
    let present = instances.filter { !$0.isGone }
    let groups = Set(instances.flatMap { $0.groups.map(\.name) })
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
    var (best, growth) = (first, LevelGrowth?.none)
    if instances.count > 1 {
      for instance in instances {
        guard let own = LevelGrowth(of: group, in: instance) else { continue }
        if growth.map({ own.exceeds($0) }) ?? true { (best, growth) = (instance, own) }
      }
    }
    instance = best
    reason =
      growth.map { growth in
        "\(growth.hasGrown ? "it grew most" : "the largest") of \(instances.count) instances"
      } ?? ""
  }
}
