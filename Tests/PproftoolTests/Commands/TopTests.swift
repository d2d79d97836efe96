import TestSupport
import Testing

@testable import pproftool

@Suite struct TopTests {
  /// As `go tool pprof -topproto` writes them, in whole units of the table.
  @Test func theTableIsAProfileToo() throws {
    let path = FixtureFiles.path("incident/leaking/heap.pb.gz")
    let run = try Program.shell("\"$program\" top --format pprof \"$1\" | \"$program\" raw -", path)
    #expect(run.text.contains("cum/MB flat/MB"))
    #expect(run.text.contains("\n         80         80: 1 \n"))
    #expect(
      run.text.contains(
        "     1: 0x0 M=1 github.com/techfrontier/event-router/internal/buffer.newStream"))
  }

  static let switches: [(arguments: String, message: String)] = [
    ("top -inuse_space x", "'-inuse_space': this is --sample-index inuse_space here"),
    ("top --sample_index=space x", "'--sample_index': this is --sample-index here"),
    ("-top x", "'-top': this is the command top here"),
    ("-callgrind x", "'-callgrind': this is the command callgrind here"),
    ("top --lines x", "'--lines': this is --granularity lines here"),
    ("-http=:80 x", "'-http': this is the command serve, with --listen here"),
    ("-http :80 x", "'-http': this is the command serve, with --listen here"),
    ("-flamegraph x", "'-flamegraph': this is the command flamegraph here"),
    ("top -showcolumns x", "'-showcolumns': this is --showcolumns here"),
    ("-hide=x -top x", "'-hide': this is --hide here"),
    ("top -png x", "'-png': this is the command dot, whose text graphviz draws, here"),
    ("-symbolize=none x", "'-symbolize': addresses are looked up only with --symbolize here"),
    ("top -symbolize=local:force x", "'-symbolize': this is --symbolize here, without a value"),
    ("top --symbolize=remote x", "'--symbolize': this is --symbolize here, without a value"),
    (
      "top -tools=/bin x",
      "'-tools': this is the variable PATH, where llvm-symbolizer and addr2line are looked for, here"
    ),
    (
      "-weblist=main x",
      "'-weblist': machine code is not shown here; use go tool pprof -weblist, or objdump -d"
    ),
    (
      "top --disasm main x",
      "'--disasm': machine code is not shown here; use go tool pprof -weblist, or objdump -d"
    ),
    ("top -symbolize=demangle=full x", "'-symbolize': this is --demangle full here"),
    ("top --symbolize=local:demangle=none x", "'--symbolize': this is --demangle none here"),
    ("top -symbolize demangle=templates x", "'-symbolize': this is --demangle templates here"),
    ("top -oh x", "'-oh' (see 'pproftool --help')"),
    ("-hello", "'-hello' (see 'pproftool --help')"),
  ]
  @Test(arguments: switches)
  func switchesOfTheReferenceGetAHelpfulWord(_ arguments: String, _ message: String) throws {
    let run = try Program.run(all: arguments.split(separator: " ").map(String.init))
    #expect(run.status == 2)
    #expect(run.errors == "pproftool: unknown option \(message)\n")
  }

  @Test(arguments: [["top", "-h"], ["-h"], ["peek", "--help"]])
  func helpIsStillHelp(_ arguments: [String]) throws {
    let run = try Program.run(all: arguments)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("OVERVIEW: "))
  }
}
