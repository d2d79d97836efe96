import Foundation
import ProfileKit
import TestSupport
import Testing

/// The library as used with a single import.
@Suite struct ProfileKitTests {
  static let goroutines = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
  static let heap = FixtureFiles.path("incident/leaking/heap.pb.gz")

  /// The rows of `top` equal those of its text, value by value.
  @Test(arguments: [goroutines, heap])
  func rowsAreThoseOfTheText(_ path: String) throws {
    let profile = try Profile(contentsOf: path)
    var request = ReportRequest(.top)
    request.trimming.count = 10
    let text = try profile.report(request).text.split(separator: "\n")
    let rows = profile.top(10)
    #expect((3...10).contains(rows.count))
    let shown = text.suffix(rows.count).map {
      $0.split(separator: " ", omittingEmptySubsequences: true)
    }
    for (row, line) in zip(rows, shown) {
      #expect(line.prefix(1) == [Substring(row.flatText)])
      #expect(line.dropFirst(3).first == Substring(row.cumText))
      #expect(line.dropFirst(5).first == row.name.split(separator: " ").first)
      #expect(row.function == row.name && row.cum >= row.flat)
    }
  }

  @Test func aProfileOfNothingHasNoRows() {
    #expect(Profile().top(10).isEmpty)
    #expect(Profile().samples.isEmpty)
  }

  @Test func lessThanNoRowIsAll() throws {
    let profile = try Profile(contentsOf: Self.goroutines)
    #expect(profile.top(-1) == profile.top() && profile.top().count >= 3)
  }

  @Test func samplesAreViews() throws {
    let profile = try Profile(Array("main;serve;work 3\nmain 4\n".utf8))
    let samples = profile.samples
    #expect(samples.count == 2)
    #expect(samples.map(\.values) == [[3], [4]])
    #expect(samples.map { $0.values[0] } == [3, 4])
    #expect(samples.map { $0.frames.map(\.name) } == [["work", "serve", "main"], ["main"]])
    #expect(samples[0].labels.isEmpty && samples[0].row == 0)
  }

  /// Inlined calls are separate frames, and nameless functions have their address.
  @Test func viewsTellAllOfAFrame() throws {
    var builder = ProfileBuilder()
    let count = ValueType(type: builder.string("n"), unit: builder.string("count"))
    builder.header.sampleTypes = [count]
    let inlined = builder.function(name: builder.string("in"), filename: builder.string("a.go"))
    let outer = builder.function(name: builder.string("out"))
    let named = builder.location(lines: [
      .init(function: inlined, number: 7), .init(function: outer),
    ])
    let nameless = builder.location(lines: [], address: 0x1234)
    let labels = [
      Label(key: builder.string("tenant"), value: .text(builder.string("acme"))),
      Label(key: builder.string("size"), value: .number(4, unit: builder.string("bytes"))),
    ]
    try builder.addSample(
      stack: builder.stack([named, nameless]), labels: builder.labelSet(labels), values: [2])
    let profile = builder.finish()
    try profile.validate()
    let sample = try #require(profile.samples.first)
    #expect(sample.frames.map(\.name) == ["in", "out", ""])
    #expect(sample.frames.map(\.file) == ["a.go", "", ""])
    #expect(sample.frames.map(\.isInlined) == [true, false, false])
    #expect(profile.sampleTypes.map(\.type) == ["n"] && profile.sampleTypes[0].unit == "count")
    #expect(sample.frames.map(\.line) == [7, 0, 0])
    #expect(sample.frames.map(\.address) == [0, 0, 0x1234])
    #expect(sample.labels.map(\.key) == ["tenant", "size"])
    #expect(sample.labels.map(\.value) == [.text("acme"), .number(4, unit: "bytes")])
  }

  /// A report replaces a file as a whole; if it cannot be written, nothing is left behind.
  @Test func reportsAreWrittenToFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let profile = try Profile(contentsOf: Self.goroutines)
    let file = folder.appending(path: "x.svg")
    try Data("old".utf8).write(to: file)
    #expect(try profile.flameGraph(title: "a title").write(to: file.path()) == nil)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("a title") && text.hasSuffix("</svg>\n"))
    let missing = folder.appending(path: "none/x.svg").path()
    let error = #expect(throws: WritingError.self) { try profile.flameGraph().write(to: missing) }
    #expect(error?.description == "\(missing): no such file or directory")
    var peek = ReportRequest(.peek(try Pattern("no such function")))
    peek.format = .text
    let report = try profile.report(peek)
    let empty = folder.appending(path: "x.txt").path()
    #expect(throws: ReportError.self) { try report.write(to: empty) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["x.svg"])
  }

  /// What a name says of the content must hold.
  @Test func reportsHaveTheEndingsOfTheirFormat() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = try Profile(contentsOf: Self.goroutines).flameGraph()
    for name in ["x.html", "x.pb.gz", "x.txt"] {
      let path = folder.appending(path: name).path()
      let error = #expect(throws: WritingError.self) { try report.write(to: path) }
      #expect(error?.reason == "this report is svg, and not \(name.dropFirst())")
    }
    let packed = folder.appending(path: "x.svg.gz")
    try report.write(to: packed.path())
    #expect(try Data(contentsOf: packed).prefix(2) == Data([0x1F, 0x8B]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["x.svg.gz"])
  }

  /// Types that share a name are left out, as the program leaves them out.
  @Test func typesOfOneNameAreLeftOut() throws {
    let path = FixtureFiles.path("differential/types-of-one-name/a.pb")
    let profile = try Profile(contentsOf: path)
    #expect(try profile.report(ReportRequest(.top)).text.contains("Type: samples"))
    #expect(profile.top().first?.flat == 2)
  }

  /// Only the program reads source files.
  @Test func listingsNeedTheProgram() throws {
    let profile = try Profile(contentsOf: Self.goroutines)
    var page = ViewRequest()
    page.hasSource = true
    for kind in [ReportRequest.Kind.list(try Pattern("listen")), .view(page)] {
      let error = #expect(throws: ReportFailure.self) { try profile.report(ReportRequest(kind)) }
      #expect(error.map { "\($0.error)".contains("pproftool only") } == true)
    }
  }

  @Test func whatWasNotReadIsSaid() throws {
    var notes: [String] = []
    let dump =
      "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n\ngoroutine 2 [running]:\nmain.wor"
    _ = try Profile(Array(dump.utf8)) { notes.append($0) }
    #expect(!notes.isEmpty)
  }
}
