import Foundation
import ProfileAnalysis
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct FlameGraphTests {
  static let fixtures = [
    "incident/leaking/heap.pb.gz", "incident/aged/goroutine.debug2.txt", "cpu/labelled.pb.gz",
    "names/functions.pb.gz", "wire/negative-values.pb", "wire/largest-values.pb",
    "writers/pypprof.wall.pb.gz", "writers/gperftools.heap",
  ]

  /// Values are rounded to hundredths, so edges may be off by two hundredths.
  private static let tolerance = 0.02

  @Test(arguments: fixtures, FlameGraphStyle.Direction.allCases)
  func framesLieWithinTheirCallersAndNotOnOneAnother(
    _ path: String, _ direction: FlameGraphStyle.Direction
  ) throws {
    var style = FlameGraphStyle()
    style.direction = direction
    style.minimumShare = 0
    let picture = try Picture(fixture: path, style: style)
    let (tree, frames) = (picture.graph.tree, try picture.frames())
    try #require(frames.count == tree.count)
    let step = Double(style.frameHeight) * (direction == .down ? 1 : -1)
    for node in 0..<tree.count {
      var left = frames[node].x
      for child in tree.children(of: node) {
        #expect(frames[child].y == frames[node].y + step)
        #expect(frames[child].x >= left - Self.tolerance)
        left = frames[child].right
      }
      #expect(left <= frames[node].right + Self.tolerance)
    }
  }

  @Test(arguments: fixtures)
  func aFrameIsAsWideAsItsShare(_ path: String) throws {
    let picture = try Picture(fixture: path)
    let tree = picture.graph.tree
    let frames = try picture.frames()
    let nodes = Array(0..<tree.count)
    try #require(frames.count == nodes.count)
    for (node, frame) in zip(nodes, frames) {
      let share = Double(tree.totals[node]) / Double(tree.total)
      #expect(abs(frame.width / frames[0].width - share) < 0.0001)
    }
  }

  @Test func whatIsTooNarrowIsCountedWithItsWeight() throws {
    var style = FlameGraphStyle()
    style.minimumShare = 0.1
    let folded = "main 890\nmain;a;b 60\nmain;c 50\n"
    let expected =
      "3 small frames are not drawn: 110 samples, 11.00% of all. With scripts enabled, zooming shows them."
    let picture = try Picture(folded: folded, style: style)
    #expect(
      try picture.frames().map(\.title) == [
        "all (1,000 samples, 100%)", "main (1,000 samples, 100%)",
      ])
    #expect(try XMLTree(picture.svg).all("text").map(\.text).contains(expected))
    // The script's data has all frames, or the number of missing ones.
    #expect(try #require(picture.data()["name"] as? [Int]).count == 5)
    #expect(try #require(picture.data()["remarks"] as? [String]).isEmpty)
    var shape = CallTreeShape()
    shape.minimumShare = 0.1
    let lossy = try Picture(folded: folded, shape, style: style)
    let lost = "3 small frames are not drawn: 110 samples, 11.00% of all. --min-width 0 keeps all."
    #expect(try XMLTree(lossy.svg).all("text").map(\.text).contains(lost))
    #expect(
      try lossy.data()["remarks"] as? [String]
        == [
          "3 small frames are not in this file; all totals stay correct. --min-width 0 keeps all."
        ])
  }

  /// The columns are differences, from which the script rebuilds the tree.
  @Test(arguments: fixtures)
  func theScriptGetsTheTree(_ path: String) throws {
    let picture = try Picture(fixture: path)
    let (tree, data) = (picture.graph.tree, try picture.data())
    let column = { (key: String) in try #require(data[key] as? [Int]) }
    let names = try #require(data["names"] as? [String])
    let (gaps, totals) = try (column("gap"), column("total"))
    var (depth, next) = (0, [0])
    for (node, step) in try column("depth").enumerated() {
      depth += step
      next.append(0)
      let start = next[depth] + gaps[node]
      next[depth + 1] = start
      next[depth] = start.addingReportingOverflow(totals[node]).partialValue
      #expect((depth, start) == (Int(tree.depths[node]), Int(tree.starts[node])))
      #expect(totals[node] == tree.totals[node])
      #expect(try names[column("name")[node]] == picture.graph.names[node].text)
    }
    #expect(try #require(data["paint"] as? String).count == tree.count)
  }

  @Test func ownIsWhatStacksEndIn() throws {
    let folded = "main;work 70\nmain;rest 20\nmain 10\n"
    #expect(
      try Picture(folded: folded).graph.largestNames(3).map(\.name) == ["work", "rest", "main"])
    var shape = CallTreeShape()
    shape.direction = .fromLeaf
    var style = FlameGraphStyle()
    style.isReversed = true
    let reversed = try Picture(folded: folded, shape, style: style)
    let largest = reversed.graph.largestNames(3)
    #expect(largest.map(\.name) == ["work", "rest", "main"])
    #expect(largest.map(\.value) == [70, 20, 10])
  }

  @Test func towersStandForLabels() throws {
    let picture = try Picture(fixture: "cpu/labelled.pb.gz", tagRoot: ["endpoint"])
    let tree = picture.graph.tree
    let towers = tree.children(of: 0).map { picture.graph.names[$0].text }
    #expect(towers.count > 1)
    #expect(tree.children(of: 0).reduce(0) { $0 + tree.totals[$1] } == tree.total)
  }

  @Test func inlinedFramesAreInItalics() throws {
    let frames = try Picture(fixture: "incident/leaking/heap.pb.gz").frames()
    #expect(frames.contains { $0.isItalic && $0.label?.hasSuffix("buffer.newStream") == true })
    #expect(frames.contains { !$0.isItalic && $0.label?.hasSuffix("buffer.NewStream") == true })
  }

  /// A content security policy can name them by hash, and a page may contain the same flame graph twice.
  @Test func styleAndScriptAreTheSameInAllPicturesAndIdsAreNone() throws {
    var style = FlameGraphStyle()
    let first = try XMLTree(try Picture(folded: "a;b 5\n", style: style).svg)
    (style.title, style.colors, style.frameHeight) = ("another", .hot, 30)
    (style.direction, style.notes) = (.up, "another")
    let second = try XMLTree(try Picture(fixture: Self.fixtures[0], style: style).svg)
    for name in ["style", "script"] {
      let texts = [first, second].map { $0.all(name).map(\.text) }
      #expect(texts[0] == texts[1] && !texts[0].isEmpty)
    }
    // The script removes the only one.
    let ids = first.all("svg")[0].everything.compactMap { $0.attributes["id"] }
    #expect(ids == ["frames"])
  }

  /// If a server's policy blocks style sheets, the flame graph still has colours.
  @Test(arguments: FlameGraphStyle.Colors.allCases, [true, false])
  func coloursAreAttributesToo(_ colors: FlameGraphStyle.Colors, _ isInteractive: Bool) throws {
    var style = FlameGraphStyle()
    (style.colors, style.isInteractive) = (colors, isInteractive)
    let document = try XMLTree(try Picture(fixture: Self.fixtures[0], style: style).svg)
    let rects = document.all("rect")
    #expect(rects.allSatisfy { $0.attributes["fill"]?.hasPrefix("#") == true })
    #expect(document.all("svg")[0].attributes["fill"] == FlameGraphTheme.light.ink)
    #expect(rects[0].attributes["fill"] == FlameGraphTheme.light.page)
  }

  @Test func aPictureWithoutScriptHasNoneAndIsSmaller() throws {
    var style = FlameGraphStyle()
    style.isInteractive = false
    let picture = try Picture(fixture: "incident/leaking/heap.pb.gz", style: style)
    let document = try XMLTree(picture.svg)
    #expect(document.all("script").isEmpty && document.all("metadata").isEmpty)
    let ids = document.all("svg")[0].everything.compactMap { $0.attributes["id"] }
    #expect(ids.isEmpty)
  }

  @Test func theStyleIsAsBefore() throws {
    try Golden.expect(FlameGraphStyleSheet.bytes, is: "flamegraph/style.css")
  }

  static let goldens:
    [(name: String, path: String, tag: [String], colors: FlameGraphStyle.Colors)] = [
      ("goroutine", "incident/leaking/goroutine.pb.gz", [], .package),
      ("heap-by-file", "incident/leaking/heap.pb.gz", [], .file),
      ("towers", "incident/labelled/goroutine.debug2.txt", ["go.state"], .package),
      ("hot", "wire/recursion.pb", [], .hot), ("value", "wire/recursion.pb", [], .value),
    ]
  @Test(arguments: goldens)
  func looksAsBefore(
    _ name: String, _ path: String, _ tag: [String], _ colors: FlameGraphStyle.Colors
  ) throws {
    var style = FlameGraphStyle()
    style.colors = colors
    style.isInteractive = false
    style.notes = "A remark."
    let picture = try Picture(fixture: path, tagRoot: tag, style: style)
    try Golden.expect(picture.unstyled, is: "flamegraph/\(name).svg")
  }
}
