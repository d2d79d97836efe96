import ProfileAnalysis
import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct FlameGraphTextTests {
  static let durations: [(nanoseconds: Int64, text: String)] = [
    (1_500_000_000, "1.50s"), (59_000_000_000, "59s"), (1_710_000_000_000, "28m 30s"),
    (3_600_000_000_000, "1h"), (90_061_000_000_000, "1d 1h"), (.max, "106751d 23h"),
  ]
  @Test(arguments: durations)
  func durationsAreWrittenAsPeopleSayThem(_ nanoseconds: Int64, _ text: String) {
    #expect(DurationText.text(nanoseconds) == text)
  }

  static let axes: [(total: Int64, marks: [Int64])] = [
    (0, []), (3, [0, 1, 2, 3]), (100, [0, 20, 40, 60, 80, 100]),
    (250, [0, 50, 100, 150, 200, 250]),
    (700, [0, 100, 200, 300, 400, 500, 600, 700]),
  ]
  @Test(arguments: axes)
  func marksAreFew(_ total: Int64, _ marks: [Int64]) {
    #expect(FlameGraphAxis.marks(upTo: total) == marks)
    #expect(FlameGraphAxis.marks(upTo: .max).count <= 11)
  }

  @Test func aTitleSaysWhatItIs() throws {
    let read = try ProfileReader.read(
      ByteSource(FixtureFiles.bytes("incident/leaking/heap.pb.gz")))
    let title = FlameGraphTitle(
      try ProfileView(read.profile), name: "a/heap.pb.gz", type: "inuse_space")
    #expect(title.text == "event-router · memory in use")
    #expect(title.comparison == "event-router · memory in use · a/heap.pb.gz")
    let folded = try FoldedReader.read(ByteSource(Array("a 1\n".utf8))).profile
    let other = FlameGraphTitle(try ProfileView(folded), name: "a/b.folded", type: "samples")
    #expect(other.text == "b.folded · samples")
  }

  /// A waiting goroutine ends in the runtime.
  @Test func waitingStacksAreGroupedByTheirSite() throws {
    var style = FlameGraphStyle()
    style.isBySite = true
    let path = "incident/leaking/goroutine.pb.gz"
    let entries = FlameGraphLegend(try Picture(fixture: path, style: style).graph).entries
    #expect(entries.first?.text == "…/event-router/internal/buffer 99.74%")
    let own = FlameGraphLegend(try Picture(fixture: path).graph).entries
    #expect(own.first?.text.hasPrefix("runtime ") == true)
  }

  /// The largest packages have hues of their own, all others share one.
  @Test func huesAreGivenByWeight() throws {
    let folded = (1...14).map { "main.f;lib\($0)/p.f \(100 - $0)\n" }.joined()
    let graph = try Picture(folded: "runtime.main;main.g 5000\n" + folded).graph
    let letters = graph.groups.entries.map(\.letter)
    #expect(letters.prefix(10) == Array(UInt8(ascii: "a")...UInt8(ascii: "j"))[...])
    #expect(graph.groups.entries.first?.text == "main")
    #expect(graph.groups.entries.last?.text == "other packages")
    #expect(graph.groups.entries.last?.value == (10...14).reduce(0) { $0 + Int64(100 - $1) })
  }

  /// Without scripts, only the legend explains the colours, in a narrow flame graph too.
  @Test(arguments: [nil, 1200, 600, 300])
  func theWholeLegendIsDrawn(_ width: Int?) throws {
    var style = FlameGraphStyle()
    style.width = width
    let folded = (1...14).map { "main.f;library\($0)/p.f \(100 - $0)\n" }.joined()
    let picture = try Picture(folded: "runtime.main;main.g 500\n" + folded, style: style)
    let texts = try XMLTree(picture.svg).all("text")
    let entries = FlameGraphLegend(picture.graph).entries
    #expect(entries.last?.text.hasPrefix("other packages ") == true)
    for entry in entries {
      let text = try #require(texts.first { $0.text == entry.text })
      let (x, y) = (Double(text.attributes["x"] ?? ""), Double(text.attributes["y"] ?? ""))
      let room = picture.graph.style.staticWidth
      #expect(try #require(x) < room && #require(y) < FlameGraphPage(picture.graph).height)
    }
    let spots = texts.map { "\($0.attributes["x"] ?? "") \($0.attributes["y"] ?? "")" }
    #expect(Set(spots).count == spots.count)
  }

  /// A mark that would shorten the name is omitted.
  @Test func aMarkDoesNotEatTheName() throws {
    var style = FlameGraphStyle()
    style.width = 200
    let before = try FoldedReader.read(ByteSource(Array("m;old 40\nm;keep 55\n".utf8))).profile
    let after = try FoldedReader.read(ByteSource(Array("m;keep 55\nm;fresh 45\n".utf8))).profile
    let frames = try Picture(comparing: before, after, style: style).frames()
    let labels = frames.compactMap(\.label)
    #expect(labels.contains("- old"))
    #expect(labels.contains("fresh"))
  }

  @Test func placesSayWhetherTheyAreDefinitions() throws {
    let read = try ProfileReader.read(
      ByteSource(FixtureFiles.bytes("incident/leaking/goroutine.debug1.txt")))
    let names = LocationNames(read.profile)
    let frames = NamedFrames(read.profile, names) { SafeText.shown($0) }
    let source = frames.sources.first { $0.file.hasSuffix("stream.go") && $0.line > 0 }
    #expect(source?.isDefinition == false)
    let heap = try ProfileReader.read(
      ByteSource(FixtureFiles.bytes("incident/leaking/heap.pb.gz")))
    let defined = NamedFrames(heap.profile, LocationNames(heap.profile)) { SafeText.shown($0) }
    #expect(defined.sources.contains { $0.isDefinition && $0.line > 0 })
  }
}
