package import ProfileAnalysis
package import ProfileModel

extension ComparisonRequest {
  /// The difference as a profile: what `-diff_base` gives in `go tool pprof`. What was before is subtracted, and
  /// labelled.
  ///
  /// - Throws: a `ProfileSum.Failure` for incompatible sides, a `ComparisonError` or `MergeError` for a scale that
  ///   cannot be computed, a `SampleTypeError`.
  package func difference(
    _ before: consuming ComparedSide, _ after: consuming ComparedSide,
    _ completion: ProfileCompletion
  ) throws -> (profile: Profile, notes: [String]) {
    var (before, after) = (consume before, consume after)
    let subtracted = try (scale ?? .none).applied(to: before.profile.take(), after.profile)
    var sum = ProfileSum()
    try sum.add(after.profile.take(), from: after.name)
    try sum.subtract(subtracted, from: before.name, isBase: true)
    // As in `go tool pprof`, the sum decides which of its frames are hidden.
    let view = try query.prepare(completion.complete(sum.profile()))
    return (nodes.shaped(view.profile).divided(by: query.divisor), view.messages)
  }
}
