import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct ComparisonFlameGraphTests {
  static let goldens: [(name: String, before: String, after: String, layout: ComparisonLayout)] = [
    ("changes", "healthy/goroutine.pb.gz", "leaking/goroutine.pb.gz", .union),
    ("heap-fixed", "healthy/heap.pb.gz", "fixed/heap.pb.gz", .union),
    ("heap-fixed-before", "healthy/heap.pb.gz", "fixed/heap.pb.gz", .before),
    ("heap-fixed-after", "healthy/heap.pb.gz", "fixed/heap.pb.gz", .after),
    ("gone", "leaking/goroutine.pb.gz", "fixed/goroutine.debug1.txt", .union),
  ]
  @Test(arguments: goldens)
  func looksAsBefore(
    _ name: String, _ before: String, _ after: String, _ layout: ComparisonLayout
  ) throws {
    var style = FlameGraphStyle()
    style.isInteractive = false
    style.notes = "A remark."
    let picture = try Picture(
      comparing: profile("incident/\(before)"), profile("incident/\(after)"), layout: layout,
      style: style)
    try Golden.expect(picture.unstyled, is: "flamegraph/\(name).svg")
  }

  static let sides: [(before: String, after: String)] = [
    ("healthy/heap.pb.gz", "fixed/heap.pb.gz"),
    ("leaking/goroutine.pb.gz", "fixed/goroutine.pb.gz"),
    ("healthy/goroutine.pb.gz", "leaking/goroutine.debug1.txt"),
  ]
  /// The totals of a side, in every layout that shows it.
  @Test(arguments: sides, ComparisonLayout.allCases)
  func framesLieWithinTheirCallersAndHoldTheirPairs(
    _ sides: (before: String, after: String), _ layout: ComparisonLayout
  ) throws {
    var style = FlameGraphStyle()
    style.minimumShare = 0
    let picture = try Picture(
      comparing: profile("incident/\(sides.before)"), profile("incident/\(sides.after)"),
      layout: layout, style: style)
    let (tree, frames) = (picture.graph.tree, try picture.frames())
    try #require(frames.count == tree.count)
    for node in 0..<tree.count {
      let share = Double(tree.totals[node]) / Double(tree.total)
      #expect(abs(frames[node].width / frames[0].width - share) < 0.0001)
      let pair = tree.pair(node)
      let widths: [ComparisonLayout: Int64] = [
        .union: pair.before + pair.after, .before: pair.before, .after: pair.after,
      ]
      #expect(widths[layout] == tree.totals[node])
      var (left, callees) = (frames[node].x, ValuePair(before: 0, after: 0))
      for child in tree.children(of: node) {
        #expect(frames[child].y == frames[node].y + Double(style.frameHeight))
        #expect(frames[child].x >= left - 0.02)
        left = frames[child].right
        let part = tree.pair(child)
        callees = ValuePair(
          before: callees.before + part.before, after: callees.after + part.after)
      }
      #expect(left <= frames[node].right + 0.02)
      #expect(callees.before <= pair.before && callees.after <= pair.after)
    }
  }

  /// Additions are drawn at the left edge of a frame, removals at its right edge.
  @Test func aBarIsAsWideAsTheChange() throws {
    let picture = try Picture(
      comparing: folded("main;a 5\nmain;gone 1\n"), folded("main;a 2\nmain;new 3\nmain;a;b 9\n"))
    let tree = picture.graph.tree
    let groups = try picture.groups()
    try #require(groups.count == tree.count)
    for (node, group) in groups.enumerated() {
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

  @Test func bothSidesOfWhatIsTooNarrowAreSaid() throws {
    var style = FlameGraphStyle()
    style.minimumShare = 0.1
    var shape = CallTreeShape()
    shape.minimumShare = 0.1
    let (before, after) = ("main 50\nmain;a 3\n", "main 40\nmain;a 1\nmain;b 6\n")
    let expected = "2 small frames are not drawn: 3 → 7 samples, +4, ×2.33 (10.00% of both sides)."
    for shape in [CallTreeShape(), shape] {
      let picture = try Picture(
        comparing: folded(before), folded(after), shape: shape, style: style)
      let texts = try XMLTree(picture.svg).all("text").map(\.text)
      #expect(texts.contains { $0.hasPrefix(expected) })
      // The script has the same numbers for the frames not drawn: node, frames, both values, and the share only on
      // the other side.
      let small = try #require(picture.data()["small"] as? [[Int]])
      #expect(small == (picture.graph.tree.count == 2 ? [[1, 2, 10, 3, 0, 0]] : []))
    }
  }

  @Test func whatIsOnTheOtherSideOnlyHasNoWidth() throws {
    var style = FlameGraphStyle()
    style.minimumShare = 0
    let picture = try Picture(
      comparing: folded("main;a 4\n"), folded("main;a 4\nmain;b 3\n"), layout: .before, style: style
    )
    // It is not small; the maker of the flame graph describes it.
    #expect(try !XMLTree(picture.svg).all("text").map(\.text).contains { $0.contains("small") })
    #expect(try picture.data()["remarks"] as? [String] == [])
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
