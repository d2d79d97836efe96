import PprofWire
import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Output of real programs, from Go 1.15 to 1.27 and at every GOTRACEBACK level.
@Suite struct GoDumpFixtureTests {
  /// The dumps, with the number of goroutines, and the number of the runtime's own.
  static let dumps: [(path: String, goroutines: Int64, system: Int)] = [
    ("incident/healthy/goroutine.debug2.txt", 178, 0),
    ("incident/healthy/goroutineleak.debug2.txt", 178, 0),
    ("incident/healthy/sigquit.txt.gz", 176, 9),
    ("incident/fixed/goroutine.debug2.txt", 139, 0),
    ("incident/held/goroutine.debug2.txt", 227, 0),
    ("incident/labelled/goroutineleak.debug2.txt", 208, 0),
    ("incident/aged/goroutine.debug2.txt", 77, 0),
    ("goroutines/goroutine.debug2.txt", 64, 0),
    ("goroutines/goroutineleak.debug2.txt", 64, 0),
    ("goroutines/sigquit.txt", 64, 9),
    ("goroutines/sigquit.crash.txt.gz", 64, 15),
    ("goroutines/panic.crash.txt.gz", 64, 8),
    ("goroutines/synctest.timeout.txt", 9, 0),
  ]

  @Test(arguments: dumps)
  func everyGoroutineIsRead(_ path: String, _ goroutines: Int64, _ system: Int) throws {
    let read = try readFixture(path)
    #expect(read.notes.format == "go-dump")
    #expect(read.profile.sampleTable.values.reduce(0, +) == goroutines)
    #expect(read.notes.systemGoroutines == system)
    #expect(read.notes.recordsRead == read.notes.recordsSeen)
    #expect(read.notes.unreadLines == 0)
    #expect(read.notes.incomplete == nil)
  }

  static let ends =
    FixtureFiles.texts(in: "crash") + FixtureFiles.texts(in: "go-versions")
    + (19...26).filter { $0 != 20 }.flatMap { FixtureFiles.texts(in: "crash/go1.\($0)") }

  @Test(arguments: ends)
  func everyEndOfAProgramIsRead(_ path: String) throws {
    let read = try readFixture(path)
    #expect(read.notes.format == "go-dump")
    #expect(read.notes.recordsRead == read.notes.recordsSeen)
    #expect(read.notes.unreadLines == 0)
    #expect(read.notes.incomplete == nil)
    try Golden.expect(read.profile.description.utf8, is: path.replacing("/", with: "-"))
  }

  @Test func thereAreEnds() { #expect(Self.ends.count > 40) }

  static let golden = [
    "goroutines/goroutine.debug2.txt", "goroutines/goroutineleak.debug2.txt",
    "goroutines/sigquit.crash.txt.gz", "goroutines/synctest.timeout.txt",
    "incident/aged/goroutine.debug2.txt", "incident/labelled/goroutineleak.debug2.txt",
    "truncated/goroutine.debug2.head.txt", "truncated/goroutine.debug2.tail.txt",
  ]

  @Test(arguments: golden)
  func dumpIsReadWhole(_ path: String) throws {
    let read = try readFixture(path)
    try Golden.expect(read.profile.description.utf8, is: path.replacing("/", with: "-"))
  }

  @Test(arguments: golden + ["incident/leaking/goroutine.debug2.txt.gz"])
  func writtenAsProtobufItIsTheSame(_ path: String) throws {
    let profile = try readFixture(path).profile
    let again = try PprofReader.read(ByteSource(try pprofBytes(profile))).profile
    #expect(again.description == profile.description)
  }

  /// The tail starts with frames of a goroutine without its header.
  @Test(arguments: [("head", 0), ("tail", 1)])
  func cutDumpIsRecognised(_ part: String, _ unread: Int) throws {
    let read = try readFixture("truncated/goroutine.debug2.\(part).txt")
    #expect(read.notes.incomplete == "the dump is truncated: the last line has no end")
    #expect(read.notes.unreadLines == unread)
    #expect(read.notes.recordsRead < read.notes.recordsSeen)
  }

  @Test func aGivenFormatIsObeyed() throws {
    let path = "goroutines/goroutine.debug2.txt"
    let read = try readFixture(path, from: .goDump)
    #expect(read.profile == (try readFixture(path)).profile)
    #expect(throws: (any Error).self) { try readFixture(path, from: .goHeap) }
    #expect(throws: (any Error).self) { try readFixture(path, from: .legacy) }
    #expect(throws: (any Error).self) { try readFixture(path, from: .pprof) }
  }
}
