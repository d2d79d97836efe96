import PprofWire
public import ProfileAnalysis
package import ProfileModel
public import ProfileReports

/// Which comparison of two profiles is wanted, and of what part of them; equal requests give equal bytes.
public struct ComparisonRequest: Equatable, Sendable {
  /// The formats that a comparison can be written in, the usual one first.
  public static let formats = ReportFormat.tables + [.folded, .svg, .html] + ReportFormat.profiles

  /// The output format, one of `formats`; `pprof` and `protobuf` are the difference as a profile.
  public var format = ReportFormat.text
  /// What a row of a table is: `function`, `stack`, `site`, `package`, `file`, `line` or a label.
  public var dimension = SampleDimension.function
  /// The factor for the values before; nil if the user chose none, who is then warned where one is needed.
  public var scale: ComparisonScale?
  /// Which samples and which frames of both.
  public var query = ProfileQuery()
  /// How frames are distinguished.
  public var nodes = NodeOptions()
  /// Limits for small entries.
  public var trimming = Trimming()
  /// How a flame graph is drawn.
  public var drawing = FlameGraphRequest()
  /// The settings of a page.
  public var page = ViewRequest()
  /// Whether the lines about the two profiles are left out.
  public var isCompact = false
  /// Advice on how to see what is left out, worded by the caller.
  public var advice = ReportAdvice()

  /// A table of the functions that changed.
  public init() {}

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

extension ComparisonRequest {
  /// The comparison of two sides, in any of its formats.
  ///
  /// - Throws: as `difference` and `ProfileComparison` do, or a `RequestError` or `ReportError` for a report that there
  ///   cannot be.
  package func report(
    comparing before: consuming ComparedSide, with after: consuming ComparedSide
  ) throws -> Report {
    try check()
    var (before, after) = (consume before, consume after)
    let completion = ProfileCompletion()
    guard !ReportFormat.profiles.contains(format) else {
      let (profile, notes) = try difference(before, after, completion)
      return Report(notes: notes, format: format) { [isCompressed = format == .pprof] sink in
        PprofWriter.write(profile, to: &sink, compressed: isCompressed)
        return LeftOutStacks()
      }
    }
    before.profile = completion.complete(before.profile.take())
    after.profile = completion.complete(after.profile.take())
    return try ProfileComparison(before, after, self) { $0.message(scale: "scale") }.report()
  }
}
