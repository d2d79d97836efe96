package import ProfileAnalysis

/// Adds profiles one by one. What the rules ask of each is measured at once, so the profile need not be kept.
package struct SnapshotSetBuilder {
  private(set) var profiles: InstanceSorter
  private(set) var baselines: InstanceSorter

  /// - `layout`: how paths are made; nil to detect it.
  package init(_ plan: MeasurePlan, instance: InstanceChoice = .auto, layout: PathLayout? = nil) {
    let plan = SharedPlan(plan)
    profiles = InstanceSorter(choice: instance, layout, plan)
    baselines = InstanceSorter(choice: instance, layout, plan)
  }

  /// - Throws: `SnapshotSetError` for a profile that is no snapshot.
  package mutating func add(_ input: SnapshotSet.Input) throws(SnapshotSetError) {
    try profiles.add(input)
  }

  /// Adds a profile that is known to be good.
  package mutating func add(baseline input: SnapshotSet.Input) throws(SnapshotSetError) {
    try baselines.add(input)
  }
}
