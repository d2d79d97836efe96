import Foundation
import Testing

/// Legacy heap profiles with only memory in use, and those with allocations too.
@Suite struct HeapKindTests {
  private static let warning =
    "pproftool: 2 profiles: warning: only memory in use is added up: not all profiles record what was allocated\n"

  private static let unnamed =
    "pproftool: no function names in 1 of 1 mapping: server; go tool pprof -symbolize=force -proto PROGRAM PROFILE adds them\n"

  /// A heap profile of two samples in a writer's format; `four heapz_v2/524288` includes allocations.
  private static func heap(_ kind: String) -> String {
    let fields = kind.split(separator: " ")
    let (all, first) =
      fields[0] == "four" ? ("5:      900", "3:      700") : ("3:      300", "1:      100")
    return """
      heap profile:      3:      300 [     \(all)] @ \(fields[1])
           1:      100 [     \(first)] @ 0x1011 0x1021
           2:      200 [     2:      200] @ 0x1031 0x1021

      MAPPED_LIBRARIES:
      00001000-00002000 r-xp 00000000 08:01 12 /usr/bin/server

      """
  }

  private func files(_ kinds: [String]) throws -> (folder: ScratchFolder, paths: [String]) {
    let scratch = try ScratchFolder()
    for (number, kind) in kinds.enumerated() {
      try scratch.write(Self.heap(kind), to: "\(number).heap")
    }
    return (scratch, kinds.indices.map { scratch.file("\($0).heap") })
  }

  static let mixed = [
    ["two heapprofile", "four heapprofile"], ["four heapprofile", "two heapprofile"],
  ]
  @Test(arguments: mixed)
  func whatIsInUseIsAddedUp(_ kinds: [String]) throws {
    let (folder, paths) = try files(kinds)
    let top = try Program.run(all: ["top", "--compact-labels"] + paths)
    #expect(top.text.hasPrefix("Showing nodes accounting for 600B, 100% of 600B total\n"))
    #expect(top.errors == Self.warning + Self.unnamed)
    #expect(try Program.run(all: ["top", "--quiet"] + paths).errors.isEmpty)
    let merged = try Program.run(all: ["merge"] + paths)
    #expect((merged.status, merged.errors) == (0, Self.warning))
    let base = try Program.run("top", "--compact-labels", paths[0], "--base", paths[1])
    #expect(base.text.hasPrefix("Showing nodes accounting for 0, 0% of 0 total\n"))
    let diff = try Program.run(all: ["diff"] + paths)
    let type = kinds[1].hasPrefix("four") ? "inuse_space" : "space"
    #expect(diff.text.hasPrefix("\(type): 300B → 300B (no change)\n"))
    _ = folder
  }

  /// The output of `go tool pprof -top -compact_labels` for two profiles that it can add up.
  static let equals: [(kinds: [String], total: String)] = [
    (["two heapprofile", "two heapz_v2/524288"], "1.50MB"),
    (["four heapprofile", "four heapz_v2/524288"], "1.50MB"),
    (["two heapprofile", "two growthz"], "600B"),
    (["two heapprofile", "two heap/1048576"], "1.50MB"),
    (["four heapz_v2/524288", "four heap/1048576"], "3MB"),
  ]
  @Test(arguments: equals)
  func othersAreAddedUpAsTheReferenceDoes(_ kinds: [String], _ total: String) throws {
    let (folder, paths) = try files(kinds)
    let top = try Program.run(all: ["top", "--compact-labels"] + paths)
    let value = String(repeating: " ", count: 10 - total.count) + total
    #expect(
      top.text == """
        Showing nodes accounting for \(total), 100% of \(total) total
              flat  flat%   sum%        cum   cum%
        \(value)   100%   100% \(value)   100%  [server]

        """)
    #expect(top.errors.hasPrefix(Self.unnamed) || top.errors.hasSuffix(Self.unnamed))
    _ = folder
  }
}
