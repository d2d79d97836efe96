import Testing

@testable import LeakChecks

/// The creators of goroutines whose stacks are entirely in the standard library.
@Suite struct CreatorTests {
  private static let source = "github.com/techfrontier/event-router/goroutines/states.go:32"

  static let cases: [(rule: String, files: [String], creator: String?)] = [
    (
      "count(leaf:time.Sleep) <= 0", ["goroutine.pb.gz", "goroutine.debug2.txt"], "main.startStates"
    ),
    ("count(leaf:time.Sleep) <= 0", ["goroutine.debug2.txt"], "main.startStates"),
    ("count(leaf:time.Sleep) <= 0", ["goroutine.pb.gz"], nil),
    // A site in the program is more specific than the creator.
    ("count(site:main.wait) <= 0", ["goroutine.pb.gz", "goroutine.debug2.txt"], nil),
  ]

  @Test(arguments: cases)
  func theDumpOfTheSameMomentTells(
    _ rule: String, _ files: [String], _ creator: String?
  ) throws {
    let verdict = try verdict(rule, on: files.map { "goroutines/\($0)" })
    #expect(verdict.outcome == .fail)
    let stack = try #require(verdict.stacks.first)
    #expect(stack.createdBy == creator)
    #expect(stack.creatorSources == (creator == nil ? [] : [Self.source]))
  }
}
