package import ProfileAnalysis
public import ProfileModel
package import ProfileReports
package import ProfileViewer

/// A profile that reports are asked of, one after the other or at the same time.
///
/// What reports share is made once: a second look at a profile costs what changed.
///
///     let session = ProfileSession(profile, name: "heap.pb.gz")
///     let report = try session.report(ReportRequest(.top))
///     print(try report.text)
public final class ProfileSession: Sendable {
  /// Where the lines of source files come from, and what there is to say about them.
  package struct SourceLines: Sendable {
    package let lines: ListReport.Source
    package let notes: [String]

    package init(_ lines: @escaping ListReport.Source, notes: [String] = []) {
      self.lines = lines
      self.notes = notes
    }
  }

  /// Finds the sources that a listing shows.
  package typealias SourceFinder =
    @Sendable (_ paths: SourcePaths, _ listing: SourceListing) throws -> SourceLines

  /// The profile's shown name.
  public let name: String
  private let views: ProfileViews
  private let findSources: SourceFinder?

  /// A session, which makes any number of reports of a profile.
  ///
  /// - Parameters:
  ///   - profile: as it was read.
  ///   - name: the profile's shown name, as the path of its file; flame graphs omit it if it is empty.
  public convenience init(_ profile: consuming Profile, name: String = "") {
    self.init(
      ProfileCompletion().complete(Self.distinct(profile)), name: name, isHeld: true)
  }

  /// The profile without the sample types that share their name, which reports leave out, unless none would be left.
  private static func distinct(_ profile: Profile) -> Profile {
    do { return try profile.withDistinctTypes() } catch { return profile }
  }

  /// - Parameters:
  ///   - profile: merged and without its uninteresting frames.
  ///   - name: what a person calls it.
  ///   - isHeld: whether more than one report will be asked for. What only pays then is made then only.
  ///   - findSources: finds source files; without, there are no listings of them.
  package init(
    _ profile: consuming Profile, name: String, isHeld: Bool,
    findSources: SourceFinder? = nil
  ) {
    self.name = name
    self.findSources = findSources
    views = ProfileViews(profile, isHeld: isHeld)
  }

  /// Works a report out; it is written afterwards.
  ///
  /// - Parameters:
  ///   - request: which report, of what part of the profile.
  ///   - cancellation: says when the report is no longer wanted; it is looked at between the steps of the work, of
  ///     which the longest, that of a flame graph, takes several times as long as reading the profile did. A report that
  ///     is being written is not cancelled.
  /// - Returns: the report, ready to be written.
  /// - Throws: a `ReportFailure` if there is no such report, or a `SampleTypeError` for a sample type that the
  ///   profile does not have.
  public func report(
    _ request: ReportRequest, cancellation: Cancellation = Cancellation()
  ) throws -> Report {
    try cancellation.check()
    let view = try views.view(request.query)
    defer { views.settle() }
    try cancellation.check()
    do {
      return try maker(request, view).report().cancelled(by: cancellation)
    } catch let cancelled as Cancellation.Cancelled {
      throw cancelled
    } catch {
      throw ReportFailure(notes: view.messages, error: error)
    }
  }

  /// The functions that weigh most, as values instead of a report.
  ///
  /// - Throws: a `SampleTypeError` for a sample type that the profile does not have.
  package func topReport(_ request: ReportRequest) throws -> TopReport {
    try request.check()
    defer { views.settle() }
    return maker(request, try views.view(request.query)).topReport
  }

  /// The page of a profile, for access to its blocks.
  ///
  /// - Throws: as `report` does, without its notes.
  package func page(_ request: ReportRequest, _ page: ViewRequest) throws -> ViewPage {
    defer { views.settle() }
    return try maker(request, try views.view(request.query)).view(page).page().page
  }

  private func maker(_ request: ReportRequest, _ view: ProfileView) -> ReportMaker {
    ReportMaker(request, view, name: name, findSources: findSources)
  }
}
