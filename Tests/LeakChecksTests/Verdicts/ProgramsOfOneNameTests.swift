import Testing

@testable import LeakChecks

/// Profiles of different programs under one name.
@Suite struct ProgramsOfOneNameTests {
  @Test func programsOfOneNameAreInstances() throws {
    let files = [
      Taken(name: "heap.pb.gz", values: ["main.a": 1], minute: 0, program: "/bin/notify-v2"),
      Taken(
        name: "block.pb.gz", values: ["main.a": 2], minute: 0, process: 2, program: "/bin/ledger-v2"
      ),
      Taken(
        name: "heap (1).pb.gz", values: ["main.a": 3], minute: 9, process: 3,
        program: "/bin/notify-v3"),
    ]
    let set = try SnapshotSet(files)
    #expect(
      set.instances.map { $0.groups.flatMap(\.snapshots).map(\.name) } == [
        ["heap.pb.gz", "heap (1).pb.gz"], ["block.pb.gz"],
      ])
    #expect(
      set.warnings.contains(
        "heap.pb.gz and block.pb.gz are of different programs, notify-v2 and ledger-v2, so they are two instances; a folder for each service tells which other files belong to which"
      ))
  }

  @Test(arguments: [
    (
      ["notify", "ledger", "router"],
      "heap (0).pb.gz, heap (1).pb.gz and heap (2).pb.gz are of different programs, notify, ledger and router, so they are 3 instances"
    ),
    (
      ["notify", "ledger", "router", "mail", "web"],
      "heap (0).pb.gz, heap (1).pb.gz, heap (2).pb.gz and 2 more are of different programs, notify, ledger, router and 2 more, so they are 5 instances"
    ),
  ])
  func allProgramsAreCounted(_ programs: [String], _ warning: String) throws {
    let files = programs.enumerated().map { index, program in
      Taken(
        name: "heap (\(index)).pb.gz", values: ["main.a": 1], minute: 9 * index,
        process: UInt64(index) + 1,
        program: "/bin/\(program)")
    }
    let set = try SnapshotSet(files)
    #expect(set.instances.count == programs.count)
    #expect(set.warnings.filter { $0.hasPrefix(warning) }.count == 1, "\(set.warnings)")
  }

  /// A text names no program, but is of the process whose file has its name, and stays with that when it restarts.
  @Test func textsStayWithTheirProgram() throws {
    let files = [
      Taken(name: "p/a.heap.pb.gz", minute: 0, allocated: 1 << 30, program: "/bin/notify"),
      Taken(
        name: "p/b.heap.pb.gz", minute: 1, process: 2, allocated: 5 << 30, program: "/bin/ledger"),
      Taken(name: "p/b.heap.txt", minute: 2, process: 0, allocated: 1 << 30),
    ]
    let set = try SnapshotSet(profiles: files.map(\.input), instance: .folder)
    #expect(
      set.instances.map { $0.groups.flatMap(\.snapshots).map(\.name) } == [
        ["p/a.heap.pb.gz"], ["p/b.heap.pb.gz", "p/b.heap.txt"],
      ])
  }
}
