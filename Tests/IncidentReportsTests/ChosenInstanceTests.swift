import LeakChecks
import ProfileFormats
import ProfileModel
import Testing

@testable import IncidentReports

/// Which instance is shown where no rule fails.
@Suite struct ChosenInstanceTests {
  private func heap(_ name: String, _ megabytes: Int) throws -> SnapshotSet.Input {
    let bytes = megabytes << 20
    let text = """
      heap profile: 1: \(bytes) [1: \(bytes)] @ heap/2
      1: \(bytes) [1: \(bytes)] @ 0x1
      #\t0x1\tmain.put+0x1\t/main.go:3

      """
    return try input(name, text)
  }

  private func mutex(_ name: String, _ seconds: Int) throws -> SnapshotSet.Input {
    let text = """
      --- mutex:
      cycles/second=1000000000
      sampling period=1
      \(seconds)000000000 5 @ 0x1
      #\t0x1\tmain.lock+0x1\t/main.go:3

      """
    return try input(name, text)
  }

  private func input(_ name: String, _ text: String) throws -> SnapshotSet.Input {
    SnapshotSet.Input(
      file: name, read: try ProfileReader.read(ByteSource(Array(text.utf8)), named: name))
  }

  private func told(_ inputs: [SnapshotSet.Input]) throws -> String {
    try markdown(Incident(SnapshotSet(profiles: inputs), RuleSet(), IncidentRequest()))
  }

  /// The heap that grew is told, though another is larger and its name comes first.
  @Test func theHeapThatGrewMostIsShown() throws {
    let text = try told([
      heap("a/20261126T1005Z.heap.txt", 300), heap("b/20261126T1000Z.heap.txt", 30),
      heap("b/20261126T1006Z.heap.txt", 180), heap("c/20261126T1000Z.heap.txt", 30),
      heap("c/20261126T1006Z.heap.txt", 40),
    ])
    #expect(
      text.contains(
        "The heap of `b` (it grew most of 3 instances) rose from 30MB to **180MB** (2 snapshots), most of it at site main.put +150MB (×6)."
      ))
    #expect(
      text.contains(
        "**180MB** of heap in use of `b` (it grew most of 3 instances), 30MB in the oldest snapshot (×6)."
      ))
    #expect(text.contains("Empty sections, which were left out: Rules,"))
  }

  /// The second pod that leaks, and one that restarted, are in the same night as the first.
  @Test func otherHeapsThatRoseOrFellAreTold() throws {
    let text = try told([
      heap("a/20261126T1000Z.heap.txt", 30), heap("a/20261126T1006Z.heap.txt", 180),
      heap("b/20261126T1000Z.heap.txt", 30), heap("b/20261126T1006Z.heap.txt", 90),
      heap("c/20261126T1000Z.heap.txt", 30), heap("c/20261126T1003Z.heap.txt", 120),
      heap("c/20261126T1006Z.heap.txt", 31), heap("d/20261126T1000Z.heap.txt", 30),
      heap("d/20261126T1006Z.heap.txt", 33),
    ])
    #expect(
      text.contains("The heap of `a` (it grew most of 4 instances) rose from 30MB to **180MB**"))
    #expect(text.contains("The heap in use of `b` rose from 30MB to **90MB** (2 snapshots).\n"))
    #expect(
      text.contains(
        "The heap in use of `c` was **120MB** at **2026-11-26T10:03Z**, snapshot 2 of 3, and is 31MB in the newest snapshot.\n"
      ))
    #expect(!text.contains("The heap in use of `a`") && !text.contains("The heap in use of `d`"))
  }

  /// The largest may be no one that grew, nor the one that fails.
  @Test func theLargestOfAllIsNamed() throws {
    let text = try told([
      heap("a/20261126T1000Z.heap.txt", 30), heap("a/20261126T1006Z.heap.txt", 180),
      heap("b/20261126T1005Z.heap.txt", 300),
    ])
    #expect(text.contains("Of 2 instances, `b` has the most heap in use: **300MB**.\n"))
  }

  /// A heap that trebles is told before all is called well; one that grows by half is a fact only.
  @Test(arguments: [(60, true), (40, false)])
  func aHeapThatTrebledIsNoGoodNews(_ last: Int, _ isOpen: Bool) throws {
    let names = ["20261126T1000Z.heap.txt", "20261126T1006Z.heap.txt"]
    let inputs = try zip(names, [20, last]).map(heap)
    let set = try RuleSet(files: [], assertions: [Assertion("inuse_space() <= 1GB")])
    let text = try markdown(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
    #expect(text.contains("> \(isOpen ? "❓" : "✅") The rule passes."))
    #expect(
      text.contains("The heap rose from 20MB to **\(last)MB** (2 snapshots), most of it at site"))
  }

  @Test func theLargestIsShownIfNoneIsKnownToGrow() throws {
    let text = try told([
      heap("a/20261126T1005Z.heap.txt", 30), heap("b/20261126T1000Z.heap.txt", 300),
    ])
    #expect(text.contains("**300MB** of heap in use of `b` (the largest of 2 instances); there is"))
    #expect(!text.contains("rose from"))
  }

  /// Of what has no level, the instance with most is shown, and the others are named with theirs.
  @Test func theLongestWaitIsShown() throws {
    let text = try told(
      ["a": 2, "b": 34, "c": 7, "d": 3, "e": 4, "f": 5, "g": 6, "h": 1].map {
        try mutex("\($0)/20261126T1005Z.mutex.txt", $1)
      })
    #expect(text.contains("**34s** spent waiting for locks of `b` (the largest of 8 instances)"))
    #expect(
      text.contains(
        "Newest in the other instances: **7s** in `c`, **6s** in `g`, **5s** in `f`, **4s** in `e`, **3s** in `d`; 2 more instances are not shown.\n"
      ))
  }

  /// What the instance that fails does not have is shown of another, not left out.
  @Test func whatTheFailingInstanceLacksIsShownOfAnother() throws {
    let inputs = try [
      heap("a/20261126T1005Z.heap.txt", 300), heap("b/20261126T1005Z.heap.txt", 30),
      mutex("b/20261126T1005Z.mutex.txt", 34), mutex("c/20261126T1005Z.mutex.txt", 7),
    ]
    let set = try RuleSet(files: [], assertions: [Assertion("inuse_space() <= 100MB")])
    let text = try markdown(Incident(SnapshotSet(profiles: inputs), set, IncidentRequest()))
    #expect(text.contains("**300MB** of heap in use of `a`; there is no other snapshot"))
    #expect(text.contains("Newest in the other instances: **30MB** in `b`."))
    #expect(text.contains("**34s** spent waiting for locks of `b` (the largest of 2 instances)"))
    #expect(text.contains("![Heap in use of a](incident_files/heap.svg)"))
  }
}
