import Foundation
import TestSupport
import Testing

/// Earlier differences from `go tool pprof`: the profiles, the command lines, and the expected output.
@Suite struct DifferentialFixtureTests {
  static let cases = FixtureFiles.names(in: "differential")

  @Test(arguments: cases)
  func answerIsThatOfTheReference(_ name: String) throws {
    let folder = FixtureFiles.path("differential/\(name)")
    let lines = FixtureFiles.text("differential/\(name)/command").split(separator: "\n")
    let command = try #require(lines.last { $0.hasPrefix("pproftool ") })
    let run = try Program.shell(
      "cd \"$1\"; pproftool() { \"$program\" \"$@\"; }; \(command)", folder)
    #expect(run.status == 0, "\(run.errors)")
    let expected = try Data(contentsOf: URL(filePath: "\(folder)/expected"))
    #expect(run.text == String(decoding: expected, as: UTF8.self))
  }
}
