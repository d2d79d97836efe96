import ProfileAnalysis
import ProfileFormats
import ProfileModel
import Testing

@testable import ProfileReports

@Suite struct ComparisonPictureTests {
  @Test func looksAsBefore() throws {
    var style = FlameGraphStyle()
    style.isInteractive = false
    style.notes = "A remark."
    let picture = try Picture(
      comparing: profile("incident/healthy/goroutine.pb.gz"),
      profile("incident/leaking/goroutine.pb.gz"), style: style)
    try Golden.expect(picture.svg, is: "flamegraph/changes.svg")
  }

  /// What was added lies at the left edge of a frame, what was taken away at its right edge.
  @Test func aBarIsAsWideAsTheChange() throws {
    let picture = try Picture(
      comparing: folded("main;a 5\nmain;gone 1\n"), folded("main;a 2\nmain;new 3\nmain;a;b 9\n"))
    let document = try XMLTree(picture.svg)
    let holder = try #require(document.all("g").first { $0.attributes["class"] == "frames" })
    let tree = picture.graph.tree
    try #require(holder.children.count == tree.count)
    for (node, group) in holder.children.enumerated() {
      let frame = try DrawnFrame(group)
      let bar = group.children.first { $0.attributes["class"]?.hasPrefix("bar ") == true }
      let delta = tree.pair(node).delta
      #expect((bar == nil) == (delta == 0))
      guard let bar else { continue }
      let x = try #require(Double(bar.attributes["x"] ?? ""))
      let width = try #require(Double(bar.attributes["width"] ?? ""))
      let share = Double(delta.magnitude) / Double(tree.totals[node])
      #expect(abs(width / frame.width - share) < 0.001)
      #expect(abs(delta > 0 ? x - frame.x : x + width - frame.right) < 0.02)
    }
  }

  @Test(arguments: ["names/functions.pb.gz", "names/everywhere.pb.gz"], ComparisonLayout.allCases)
  func hostileNamesAreText(_ path: String, _ layout: ComparisonLayout) throws {
    var style = FlameGraphStyle()
    style.title = "</script>]]>"
    style.minimumShare = 0
    let profile = try profile(path)
    let picture = try Picture(comparing: profile, profile, layout: layout, style: style)
    let alone = try Picture(profile, style: style)
    #expect(try picture.frames().count == alone.frames().count)
    #expect(try XMLTree(picture.svg).all("script").count == 2)
    #expect(try picture.data()["names"] as? [String] == alone.data()["names"] as? [String])
  }

  private func profile(_ path: String) throws -> Profile {
    try ProfileReader.read(ByteSource(FixtureFiles.bytes(path))).profile
  }

  private func folded(_ text: String) throws -> Profile {
    try FoldedReader.read(ByteSource(Array(text.utf8))).profile
  }
}
