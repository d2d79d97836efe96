import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfilePatterns
import TestSupport
import Testing

@testable import ReportRequests

@Suite struct ProfileSessionTests {
  static let fixtures = [
    "incident/leaking/goroutine.pb.gz", "incident/leaking/heap.pb.gz",
    "incident/leaking/goroutine.debug2.txt", "wire/labels.pb", "wire/locations-without-lines.pb",
  ].filter { FixtureFiles.names(in: $0.folder).contains($0.file) }

  /// Every kind of report that needs only a profile.
  static func kinds() throws -> [ReportRequest.Kind] {
    [
      .top, .tree, .peek(try Pattern("main")), .dot, .callgrind, .traces, .tags, .raw, .comments,
      .folded, .flameGraph(FlameGraphRequest()), .goroutines(.stack), .goroutines(.site),
      .view(ViewRequest()),
    ]
  }

  private func profile(_ fixture: String) throws -> Profile {
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(fixture)))
    return ProfileCompletion().complete(read.profile)
  }

  /// The result of a request: bytes and notes, or the error.
  private func outcome(_ request: ReportRequest, _ session: ProfileSession) -> String {
    do {
      let report = try session.report(request)
      let bytes = try bytes { try report.write(to: &$0) }
      return (report.notes + [String(decoding: bytes, as: UTF8.self)]).joined(separator: "\n")
    } catch let failure as ReportFailure {
      return "\(failure.notes) \(failure.error)"
    } catch {
      return "\(error)"
    }
  }

  /// A query of a few random filters.
  private func query(_ random: inout SeededRandom) throws -> ProfileQuery {
    let patterns = ["main", "listen", "runtime", "buffer", "http", "nothing.at.all", "[sS]erve"]
    var query = ProfileQuery()
    func pattern() throws -> Pattern? { random.oneIn(3) ? try Pattern(random.pick(patterns)) : nil }
    query.names.focus = try pattern()
    query.names.ignore = try pattern()
    query.names.frames.hide = try pattern()
    query.names.frames.show = try pattern()
    query.names.frames.showFrom = try pattern()
    query.names.frames.pruneFrom = try pattern()
    let roots = ["go.state", "tenant", "bytes", "package"]
    if random.oneIn(4) { query.rootTags = [random.pick(roots)] }
    if random.oneIn(4) { query.leafTags = ["tenant"] }
    if random.oneIn(4) { query.tags.focus = try TagFilter("tenant=acme") }
    query.isRelative = random.oneIn(4)
    return query
  }

  /// A session gives the same results as a one-time report, whatever was requested before.
  @Test(arguments: fixtures)
  func aSecondLookGivesWhatAFirstOneGives(_ fixture: String) throws {
    let profile = try profile(fixture)
    let session = ProfileSession(profile, name: fixture)
    var random = SeededRandom(fixture.utf8.count)
    for _ in 0..<12 {
      let query = try query(&random)
      for kind in try Self.kinds() {
        var request = ReportRequest(kind)
        request.query = query
        let once = ProfileSession(profile, name: fixture, isHeld: false)
        let expected = outcome(request, once)
        #expect(outcome(request, session) == expected)
        #expect(outcome(request, session) == expected)
      }
    }
  }

  @Test func whatIsNoLongerWantedIsNotMade() throws {
    let session = ProfileSession(try profile(Self.fixtures[0]), name: "x")
    let cancellation = Cancellation()
    let report = try session.report(ReportRequest(.top), cancellation: cancellation)
    cancellation.cancel()
    #expect(throws: Cancellation.Cancelled.self) { try bytes { try report.write(to: &$0) } }
    #expect(throws: Cancellation.Cancelled.self) {
      try session.report(ReportRequest(.top), cancellation: cancellation)
    }
  }

  @Test func aReportHasItsFormats() throws {
    let session = ProfileSession(try profile(Self.fixtures[0]), name: "x")
    var request = ReportRequest(.dot)
    request.format = .json
    let failure = #expect(throws: ReportFailure.self) { try session.report(request) }
    #expect(failure?.error as? ReportError == .format(.json, among: [.dot]))
  }

  /// Cached tables are dropped, the profile and its reports are not.
  @Test func whatIsKeptStaysWithinItsBudget() throws {
    let budget = ViewBudget(bytes: 200_000)
    let profile = try profile("incident/leaking/heap.pb.gz")
    let views = (0..<4).map { _ in ProfileViews(profile, isHeld: true, budget: budget) }
    var query = ProfileQuery()
    for hidden in ["runtime", "main", "http", "buffer", "io", "sync"] {
      query.names.frames.hide = try Pattern(hidden)
      let totals = try views.map { views in
        let view = try views.view(query)
        _ = view.tables.plainStacks
        views.settle()
        return (view.total, view.profile.sampleTable.count)
      }
      #expect(totals.allSatisfy { $0 == totals[0] })
      #expect(budget.used <= 200_000)
    }
  }
}

extension String {
  fileprivate var folder: String { split(separator: "/").dropLast().joined(separator: "/") }
  fileprivate var file: String { String(split(separator: "/").last ?? "") }
}
