/// Takes profiles one by one: what rules ask of each is measured at once, so that it need not be kept.
package struct EvidenceBuilder {
  private(set) var profiles: InstanceSorter
  private(set) var baselines: InstanceSorter

  package init(_ plan: MeasurePlan, instance: InstanceChoice = .auto) {
    let plan = SharedPlan(plan)
    profiles = InstanceSorter(choice: instance, plan)
    baselines = InstanceSorter(choice: instance, plan)
  }

  /// - Throws: `EvidenceError` for a profile that is no snapshot.
  package mutating func add(_ input: Evidence.Input) throws(EvidenceError) {
    try profiles.add(input)
  }

  /// Adds a profile that is known to be good.
  package mutating func add(baseline input: Evidence.Input) throws(EvidenceError) {
    try baselines.add(input)
  }
}
