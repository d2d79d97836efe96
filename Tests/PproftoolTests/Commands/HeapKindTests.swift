import Foundation
import Testing

/// Legacy heaps that tell only what is in use, together with those that tell what was allocated too.
@Suite struct HeapKindTests {
  private static let warning =
    "pproftool: 2 profiles: warning: only what is in use is added up: not all of them tell what was allocated\n"

  private func folder() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    for (name, ever) in [("two.heap", 100), ("four.heap", 700)] {
      try scratch.write(
        """
        heap profile:      1:      100 [     1:      \(ever)] @ heapprofile
             1:      100 [     1:      \(ever)] @ 0x1011 0x1021

        MAPPED_LIBRARIES:
        00001000-00002000 r-xp 00000000 08:01 12 /usr/bin/server

        """, to: name)
    }
    return scratch
  }

  @Test(arguments: [["two.heap", "four.heap"], ["four.heap", "two.heap"]])
  func whatIsInUseIsAddedUp(_ names: [String]) throws {
    let scratch = try folder()
    let paths = names.map(scratch.file)
    let top = try Program.run(all: ["top", "--compact-labels"] + paths)
    #expect(top.text.hasPrefix("Showing nodes accounting for 200B, 100% of 200B total\n"))
    #expect(top.errors == Self.warning)
    #expect(try Program.run(all: ["top", "--quiet"] + paths).errors.isEmpty)
    let merged = try Program.run(all: ["merge"] + paths)
    #expect((merged.status, merged.errors) == (0, Self.warning))
    let base = try Program.run("top", "--compact-labels", paths[0], "--base", paths[1])
    #expect(base.text.hasPrefix("Showing nodes accounting for 0, 0% of 0 total\n"))
    let diff = try Program.run(all: ["diff"] + paths)
    let type = names[1] == "four.heap" ? "inuse_space" : "space"
    #expect(diff.text.hasPrefix("\(type): 100B → 100B (no change)\n"))
  }

  @Test func heapsOfOneKindAreAddedUpWithoutAWord() throws {
    let scratch = try folder()
    for name in ["two.heap", "four.heap"] {
      let path = scratch.file(name)
      #expect(try Program.run("top", path, path).errors.isEmpty)
    }
  }
}
