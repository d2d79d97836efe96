import Foundation
import TestSupport
import Testing

/// The examples in the README and the articles match the program's behaviour.
@Suite struct ReadmeTests {
  private static let folder = "../Sources/ProfileKit/ProfileKit.docc"
  private static let articles = (FixtureFiles.names(in: folder).filter { $0.hasSuffix(".md") })
    .map { "\(folder)/\($0)" }
  static let examples = (["../README.md"] + articles).flatMap {
    ConsoleExample.all(in: FixtureFiles.text($0))
  }

  @Test func thereAreExamples() {
    #expect(Self.articles.count >= 18 && Self.examples.count >= 35)
  }

  static let pictures = [
    ("leak.svg", "flamegraph", "'Heap of a service that leaks'", "leaking/heap.pb.gz"),
    (
      "change.svg", "diff --format svg", "'Heap before and after'",
      "healthy/heap.pb.gz leaking/heap.pb.gz"
    ),
  ]

  @Test(arguments: pictures)
  func aPictureIsWhatIsDrawn(
    _ name: String, _ command: String, _ title: String, _ files: String
  ) throws {
    let run = try Program.shell(
      """
      cd "$1"
      TZ=UTC "$program" \(command) --no-script --width 960 --title \(title) -o - \(files)
      """, FixtureFiles.path("incident"))
    #expect(run.text == FixtureFiles.text("\(Self.folder)/Resources/\(name)"))
  }

  @Test(arguments: examples)
  func anExamplePrintsWhatStandsThere(_ example: ConsoleExample) throws {
    let run = try Program.shell(
      "PATH=\"$(dirname \"$program\"):$PATH\"; cd \"$1\"; export TZ=UTC; { \(example.command)\n} 2>&1",
      FixtureFiles.path(".."))
    #expect(example.isPrinted(by: run.text), "\(run.text)")
  }
}
