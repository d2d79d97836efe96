import LeakChecks
import ProfileFormats
import ProfileModel
import Testing

@testable import IncidentReports

/// The answer to "since when".
@Suite struct SinceWhenTests {
  /// The line of a report.
  private func answer(_ incident: Incident) throws -> String {
    let mark = "- **Since when**: "
    let lines = try markdown(incident).split(separator: "\n")
    return lines.first { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) } ?? ""
  }

  /// A trend is one of the whole series, which begins where somebody began to save profiles.
  @Test func aTrendIsSinceItsRise() throws {
    let counts = [304, 301, 299, 302, 300, 380, 460, 540, 620, 700, 780, 860, 940, 1020]
    let late = try answer(night(counts, every: 20, rules: ["slope(count()) <= 0"]))
    #expect(
      late
        == "**2026-11-26T11:20Z**, snapshot 5 of 14: it rose from there, from 364; the series begins at 2026-11-26T10:00Z"
    )
    // What rises from the beginning has no other start.
    let steady = (0..<14).map { 300 + 80 * $0 }
    #expect(
      try answer(night(steady, every: 20, rules: ["slope(count()) <= 0"]))
        == "**2026-11-26T10:00Z**, snapshot 1 of 14")
  }

  @Test func rowsOfRisesBeginWhereTheyRise() throws {
    #expect(
      try answer(night([300, 310, 290, 400, 500, 600], rules: ["rises(count()) <= 2"]))
        == "**2026-11-26T11:30Z**, snapshot 3 of 6: it rose from there, from 355")
  }

  static let sides: [(rule: String, text: String)] = [
    ("count() <= 300", "snapshot 3 of 4: 365, over the limit of 300, after 62 in the"),
    ("count() < 365", "snapshot 3 of 4: 365, at the limit of 365, after 62 in the"),
    (
      "count() >= 500", "snapshot 1 of 4: 64, under the limit of 500, and there is no older profile"
    ),
  ]
  @Test(arguments: sides)
  func theLimitIsNamed(_ rule: String, _ text: String) throws {
    #expect(try answer(night([0, 0, 300, 320], rules: [rule])).contains(text))
  }

  /// Since when more than 50 goroutines have waited, of snapshots an hour apart: texts that do not tell what goroutines
  /// wait for, and dumps that do.
  private func waiting(_ snapshots: [(count: Int, isDump: Bool)]) throws -> String {
    let inputs = try snapshots.enumerated().map { number, snapshot in
      let count = snapshot.count
      let text =
        snapshot.isDump
        ? (1...count).map {
          "goroutine \($0) [chan receive]:\nmain.work()\n\t/main.go:10 +0x1\ncreated by main.main in goroutine 1\n\t/main.go:3 +0x2\n\n"
        }.joined()
        : "goroutine profile: total \(count)\n\(count) @ 0x1\n#\t0x1\tmain.work+0x1\t/main.go:10\n\n"
      let name = "m/2026-11-26T1\(number):00:00Z.goroutine.txt"
      return SnapshotSet.Input(
        file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
    }
    let set = try RuleSet(
      files: [],
      assertions: [Assertion("waits: count(state:\"chan receive\") <= 50", allowsID: true)])
    return try answer(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
  }

  /// Where earlier snapshots do not tell, the first that does is no start.
  @Test(arguments: [
    (100, "whether it began earlier is not known, because "),
    (
      40,
      "it may have begun as early as **2026-11-26T11:00Z**, snapshot 2 of 4, but that is not certain, because "
    ),
  ])
  func whatIsNotKnownBeforeIsSaid(_ first: Int, _ doubt: String) throws {
    let answer = try waiting([(first, false), (200, false), (300, false), (400, true)])
    #expect(
      answer.hasPrefix(
        "at the latest **2026-11-26T13:00Z**, snapshot 4 of 4: 400, over the limit of 50; \(doubt)m/2026-11-26T12:00:00Z.goroutine.txt does not show state:"
      ), "\(answer)")
  }

  /// A text that tells no state does not end what a dump has shown before it.
  @Test func whatMayHaveGoneOnIsNoEnd() throws {
    let answer = try waiting([(40, false), (200, false), (300, true), (400, false), (500, true)])
    #expect(
      answer.hasPrefix(
        "at the latest **2026-11-26T12:00Z**, snapshot 3 of 5: 300, over the limit of 50; it may have begun as early as **2026-11-26T11:00Z**, snapshot 2 of 5, but that is not certain, because m/2026-11-26T11:00:00Z.goroutine.txt does not show state:"
      ), "\(answer)")
  }

  /// Sampled values are not known exactly; what surely held is known.
  @Test func whatSurelyHeldIsNoDoubt() throws {
    let inputs = try [30, 90, 150].enumerated().map { number, megabytes in
      let bytes = megabytes << 20
      let text =
        "heap profile: 1: \(bytes) [1: \(bytes)] @ heap/1048576\n1: \(bytes) [1: \(bytes)] @ 0x1\n#\t0x1\tmain.work+0x1\t/main.go:10\n\n"
      let name = "m/2026-11-26T1\(number):00:00Z.heap.txt"
      return SnapshotSet.Input(
        file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
    }
    let set = try RuleSet(
      files: [], assertions: [Assertion("heap: inuse_space() <= 60MB", allowsID: true)])
    let answer = try answer(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
    #expect(
      answer.hasPrefix("**2026-11-26T11:00Z**, snapshot 2 of 3: ")
        && answer.contains("over the limit"),
      "\(answer)")
  }

  /// Snapshots that count as instances of their own are no series.
  @Test func otherInstancesOfTheGroupAreNamed() throws {
    let inputs = try ["a", "b", "c"].enumerated().map { number, name in
      let text =
        "goroutine profile: total \(number + 1)00\n\(number + 1)00 @ 0x1\n#\t0x1\tmain.work+0x1\t/main.go:10\n\n"
      return SnapshotSet.Input(
        file: "\(name)/pod.txt",
        read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
    }
    let set = try RuleSet(files: [], assertions: [Assertion("count() <= 250")])
    #expect(
      try answer(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
        == "unknown: there is one snapshot; `c/pod.txt` has no time; a name like `20261126T1000Z.pod.txt` contains one; 2 other instances have goroutine profiles, too: `--instance name`, `--instance folder` or `--instance /RE/` joins what belongs together"
    )
  }
}
