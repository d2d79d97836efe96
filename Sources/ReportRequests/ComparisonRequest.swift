package import ProfileAnalysis
package import ProfileModel
package import ProfileReports

/// Which comparison of two profiles is wanted, and of what part of them; equal requests give equal bytes.
package struct ComparisonRequest: Equatable, Sendable {
  /// The formats that a comparison can be written in, the usual one first.
  package static let formats = ReportFormat.tables + [.folded, .svg, .html] + ReportFormat.profiles

  package var format = ReportFormat.text
  /// The dimension of a table's rows.
  package var dimension = SampleDimension.function
  /// The factor for the values before; nil if the user chose none.
  package var scale: ComparisonScale?
  package var query = ProfileQuery()
  package var nodes = NodeOptions()
  package var trimming = Trimming()
  package var drawing = FlameGraphRequest()
  package var page = ViewRequest()
  /// Whether the lines about the two profiles are left out.
  package var isCompact = false
  /// Advice on how to see what is left out, worded by the caller.
  package var advice = ReportAdvice()

  package init() {}

  /// The limits of a table.
  var trim: TrimOptions {
    trimming.options(usualCount: format.isForPrograms ? 0 : 20, fraction: 0)
  }
}

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
