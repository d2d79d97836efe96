import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports
import TestSupport
import Testing

@testable import ProfileViewer

@Suite struct ViewVerdictTests {
  static let verdicts: [(path: String, type: String, text: String)] = [
    (
      "incident/leaking/goroutine.pb.gz", "goroutine",
      "99.72% of 64,281 goroutines wait in buffer.(*Stream).listen (stream.go:58)"
    ),
    (
      "incident/leaking/goroutine.debug2.txt.gz", "goroutine",
      "99.72% of 64,281 goroutines wait in buffer.(*Stream).listen (stream.go:58)"
    ),
    (
      "incident/leaking/heap.pb.gz", "inuse_space",
      "60.21% of 132.97MB in use was allocated in buffer.newStream (mostly at stream.go:25, 81.26% of that)"
    ),
    (
      "incident/leaking/heap.pb.gz", "alloc_space",
      "34.54% of 231.82MB was allocated in buffer.newStream (mostly at stream.go:25, 81.26% of that)"
    ),
    (
      "incident/leaking/heap.pb.gz", "inuse_objects",
      "49.94% of 427,144 objects in use were allocated in buffer.newStream (stream.go)"
    ),
    (
      "incident/leaking/threadcreate.pb.gz", "threadcreate",
      "85.71% of 7 threads were created in <unknown>"
    ),
    (
      "crash/panic.single.txt", "goroutine",
      "100% of 1 goroutine is in main.init.func1 (main.go:17)"
    ),
    // For an unknown sample type, the function with the largest self value is named.
    ("writers/austin.wall.pb", "Wall time", "74.48% of 6,087,848 μs is Condition.wait's own"),
    (
      "writers/gperftools.raw.gz", "samples",
      "26.88% of 93 samples are in router::Table::add, with the library code it calls"
    ),
  ]
  @Test(arguments: verdicts)
  func saysWhereMostIs(_ path: String, _ type: String, _ text: String) throws {
    var query = ProfileQuery()
    query.sampleType = type
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(path)))
    let view = try query.prepare(read.profile)
    let naming = view.tables.naming(NodeOptions())
    let verdict = ViewVerdict(
      view, column: view.sampleType.column, names: naming.names,
      frames: view.tables.frames(NodeOptions()) { SafeText.shown($0) },
      values: FlameGraphValueText(type: type, unit: view.valueUnit), style: FlameGraphStyle())
    #expect(verdict.text == text)
    #expect(verdict.name != nil)
  }

  /// Of folded stacks, which have no files.
  private func verdict(ofFolded text: String) throws -> String {
    let read = try ProfileReader.read(ByteSource(Array(text.utf8)), from: .folded)
    let view = try ProfileView(read.profile)
    let naming = view.tables.naming(NodeOptions())
    return ViewVerdict(
      view, column: 0, names: naming.names,
      frames: view.tables.frames(NodeOptions()) { SafeText.shown($0) },
      values: FlameGraphValueText(type: "things", unit: "count"), style: FlameGraphStyle()
    ).text
  }

  @Test func whatIsNotKnownIsLeftOut() throws {
    #expect(
      try verdict(ofFolded: "a;b 1\na;c 3\n")
        == "75.00% of 4 things are in c, with the library code it calls")
  }

  /// The sentence leaves out type arguments, so its share is that of all functions it calls so.
  @Test func genericFunctionsAreOne() throws {
    let text =
      "main.(*Q[go.shape.int]).push 3\nmain.idle 4\nmain.(*Q[go.shape.[2]string]).push 2\n"
    let verdict = try verdict(ofFolded: text)
    #expect(verdict.hasPrefix("55.56% of 9 things are in main.(*Q).push"), "\(verdict)")
  }
}
