import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileServing
import ProfileSystem
import TestSupport
import Testing

@testable import pproftool

@Suite struct ServedPageTests {
  /// An entry for a fixture.
  private func entry(_ number: Int, _ fixture: String) throws -> ShelfEntry {
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(fixture)))
    let kind = ProfileKind(of: read.profile, SnapshotName(Array(fixture.utf8)))
    var entry = ShelfEntry(
      number: number, name: fixture, origin: .memory([]), nth: nil,
      line: InfoLine(name: fixture, kind: kind.name, read), time: read.profile.header.timeNanos,
      notes: [])
    entry.hasComments = !read.profile.header.comments.isEmpty
    return entry
  }

  private func page(
    _ entries: [ShelfEntry], base: ServedReports.Sides? = nil
  ) -> String {
    let page = ServedPage(
      entries: entries, query: RequestQuery([]), base: base, problems: [], verdicts: nil)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private func entries() throws -> [ShelfEntry] {
    try [
      entry(1, "incident/healthy/heap.pb.gz"), entry(2, "incident/leaking/heap.pb.gz"),
      entry(3, "incident/leaking/mutex.pb.gz"),
    ]
  }

  @Test func twoProfilesOfOneKindHaveALinkToTheirComparison() throws {
    let page = page(try entries())
    #expect(page.matches(of: #/>compare with /#).count == 1)
    #expect(page.contains("<p><a href=\"view?p=2&amp;base=1\">compare with 1</a></p>"))
  }

  @Test(arguments: [(false, "base"), (true, "diff-base")])
  func whatIsComparedWithTheBaselineIsOneLink(_ isDiffBase: Bool, _ name: String) throws {
    let page = page(try entries(), base: .init(base: 2, isDiffBase: isDiffBase))
    #expect(page.matches(of: #/>compare with /#).count == 1)
    #expect(
      page.contains("<p><a href=\"view?p=1&amp;\(name)=2\">compare with the baseline</a></p>"))
  }

  static let reports: [(fixture: String, missing: [String])] = [
    ("incident/leaking/goroutine.pb.gz", ["comments"]),
    ("incident/leaking/mutex.pb.gz", ["comments", "goroutines", "check"]),
    ("incident/leaking/heap.debug1.txt", ["goroutines", "check"]),
  ]
  /// A page does not link to reports that can say nothing of a profile.
  @Test(arguments: reports)
  func reportsThatSayNothingAreNotLinked(_ fixture: String, _ missing: [String]) throws {
    let kinds = ServedCommand.kinds(for: try entry(1, fixture), hasRules: false)
    #expect(ServedCommand.kinds.filter { !kinds.contains($0) } == missing)
    let withRules = ServedCommand.kinds(for: try entry(1, fixture), hasRules: true)
    #expect(withRules.contains("check"))
  }
}
