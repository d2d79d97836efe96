import PprofWire
package import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel
import ProfileReports
package import ProfileViewer

/// Two paired profiles, to make reports of.
package struct ProfileComparison: Sendable {
  package private(set) var profiles: ComparedProfiles
  private var request: ComparisonRequest
  /// What there is to say of the two, a sentence each.
  private let remarks: [String]
  /// What runs say of the two sides, if those are runs.
  var runs: RunsHighlight?

  /// Pairs two profiles.
  ///
  /// - `remark`: says why a difference may not mean what it seems to.
  /// - Throws: `ComparisonError`, `ComparedSideError` or `SampleTypeError` when the two do not compare.
  package init(
    _ before: consuming ComparedSide, _ after: consuming ComparedSide, _ request: ComparisonRequest,
    remark: (ComparisonCaveat) -> String
  ) throws {
    profiles = try ComparedProfiles(
      before, after, request.query, scale: request.scale, keepsTypes: request.format == .html)
    self.request = request
    remarks = profiles.caveats.map(remark)
  }

  /// Notes for the caller, to be shown before the report.
  package var messages: [String] {
    profiles.view.messages + (unmatchedLabel.map { [$0] } ?? [])
  }

  /// That no sample has the label of the rows; nil if one has, or rows are something else.
  package var unmatchedLabel: String? {
    UnmatchedLabel.message(by: request.dimension, in: profiles.view.profile)
  }

  /// What changed, with all that is small.
  package var changes: Comparison {
    Comparison(profiles, by: request.dimension, request.nodes)
  }

  /// The report of what changed.
  package func report() throws -> Report {
    try request.check()
    guard ComparisonRequest.formats.contains(request.format) else {
      throw ReportError.format(request.format, among: ComparisonRequest.formats)
    }
    return switch request.format {
    case .svg: flameGraph(request.drawing).report()
    case .html: try page()
    case .folded: folded()
    default: table()
    }
  }

  private func table() -> Report {
    let comparison = Comparison(profiles, by: request.dimension, request.nodes, request.trim)
    let report = ComparisonReport(
      comparison, notes: remarks, isCompact: request.isCompact, advice: request.advice)
    return Report(notes: messages, format: request.format) { [format = request.format] sink in
      format.write(report, to: &sink)
      return LeftOutStacks()
    }
  }

  private func folded() -> Report {
    let view = profiles.view
    let naming = view.tables.naming(request.nodes)
    let unit = FoldedUnitLine.text(unit: DecimalUnit.base(of: view.valueUnit))
    return Report(notes: view.messages, format: .folded) { sink in
      if let unit { sink.write(unit) }
      return FoldedWriter.write(view.profile, naming, columns: [0, 1], to: &sink)
    }
  }

  /// The shown names of the two: a page that is passed on does not reveal folders.
  private var told: (String, String) {
    FilePath.told(profiles.before.name, from: profiles.after.name)
  }

  private func flameGraph(_ drawing: FlameGraphRequest) -> FlameGraphMaker {
    let sides = told
    var maker = FlameGraphMaker(
      view: profiles.view, nodes: request.nodes, request: drawing,
      name: "\(sides.0) → \(sides.1)", columns: ComparedProfiles.columns, compared: profiles,
      notes: remarks, advice: request.advice)
    maker.runs = runs
    return maker
  }

  private func page() throws -> Report { try pageMaker().report() }

  /// The page with both, for access to its parts.
  package func viewPage() throws -> ViewPage { try pageMaker().page().page }

  private func pageMaker() -> ViewMaker {
    guard !request.page.isRedacted else {
      let redaction = Redaction.byDigests
      var other = self
      other.profiles = profiles.redacted(redaction)
      other.runs = runs?.renamed(profiles.view.profile, other.profiles.view.profile)
      other.request.page = request.page.redacted(redaction)
      return other.pageMaker()
    }
    return ViewMaker(
      request.page, of: profiles.view, request.nodes,
      flameGraph: flameGraph(request.page.flameGraph),
      sides: [told.0, told.1], compared: profiles)
  }
}
