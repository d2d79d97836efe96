import Foundation
import TestSupport
import Testing

/// What the README and the articles show is what the program does.
@Suite struct ReadmeTests {
  static let articles = [
    "../README.md", LeakRulesArticleTests.path,
    "../Sources/ProfileKit/ProfileKit.docc/Incidents.md",
    "../Sources/ProfileKit/ProfileKit.docc/Fleets.md",
  ]
  static let examples = articles.flatMap { ConsoleExample.all(in: FixtureFiles.text($0)) }

  @Test func thereAreExamples() {
    #expect(Self.examples.count >= 4)
  }

  @Test(arguments: examples)
  func anExamplePrintsWhatStandsThere(_ example: ConsoleExample) throws {
    let run = try Program.shell(
      "PATH=\"$(dirname \"$program\"):$PATH\"; cd \"$1\"; export TZ=UTC; { \(example.command)\n} 2>&1",
      FixtureFiles.path(".."))
    #expect(example.isPrinted(by: run.text), "\(run.text)")
  }
}
