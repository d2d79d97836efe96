package import ProfileAnalysis

/// Takes profiles one by one: what rules ask of each is measured at once, so that it need not be kept.
package struct EvidenceBuilder {
  private(set) var profiles: InstanceSorter
  private(set) var baselines: InstanceSorter

  /// - `layout`: how paths are made; nil if that is to be found out.
  package init(_ plan: MeasurePlan, instance: InstanceChoice = .auto, layout: PathLayout? = nil) {
    let plan = SharedPlan(plan)
    profiles = InstanceSorter(choice: instance, layout, plan)
    baselines = InstanceSorter(choice: instance, layout, plan)
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
