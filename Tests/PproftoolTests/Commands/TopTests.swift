import TestSupport
import Testing

@testable import pproftool

@Suite struct TopTests {
  /// As in `go tool pprof -topproto`, in whole units of the table.
  @Test func theTableIsAProfileToo() throws {
    let path = FixtureFiles.path("incident/leaking/heap.pb.gz")
    let run = try Program.shell("\"$program\" top --format pprof \"$1\" | \"$program\" raw -", path)
    #expect(run.text.contains("cum/MB flat/MB"))
    #expect(run.text.contains("\n         80         80: 1 \n"))
    #expect(
      run.text.contains(
        "     1: 0x0 M=1 github.com/techfrontier/event-router/internal/buffer.newStream"))
  }

  @Test(arguments: [["top", "-h"], ["-h"], ["peek", "--help"]])
  func helpIsStillHelp(_ arguments: [String]) throws {
    let run = try Program.run(all: arguments)
    #expect(run.status == 0)
    #expect(run.text.contains("\nUsage: pproftool "))
  }
}
