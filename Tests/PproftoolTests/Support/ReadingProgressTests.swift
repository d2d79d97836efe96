import Foundation
import TestSupport
import Testing

@testable import pproftool

@Suite struct ReadingProgressTests {
  static let states: [(state: ReadingProgress.State, line: String)] = [
    (.init(files: 1, file: 1, size: 45_395_130, read: 12_582_912), "reading: 12 of 45 MB"),
    (.init(files: 1, file: 1, size: nil, read: 999_999), "reading: 0 MB"),
    (.init(files: 10, file: 2, size: 3_000_000, read: 0), "reading file 2 of 10: 0 of 3 MB"),
  ]

  @Test(arguments: states)
  func lineSaysWhatIsKnown(_ state: ReadingProgress.State, _ line: String) {
    #expect(state.line == line)
  }

  /// The second half of a profile comes late, counted from when the program starts to read, which itself may take a
  /// while; `script` provides a terminal.
  private static let slow = """
    folder=$(mktemp -d); trap "rm -r $folder" EXIT; mkfifo $folder/fifo
    (head -c 1000 "$profile"; sleep 1.2; tail -c +1001 "$profile") >$folder/fifo &
    "$program" info $folder/fifo >/dev/null
    """
  private static let profile = FixtureFiles.path("incident/leaking/goroutine.pb.gz")

  @Test(.enabled(if: Program.hasTerminals, "there is no script(1)"))
  func terminalSeesProgressThatIsErased() throws {
    let run = try Program.shell(
      "export program profile=\"$1\"; script -qec '\(Self.slow)' /dev/null", Self.profile)
    #expect(run.status == 0)
    #expect(run.text == "\rreading: 0 MB\u{1b}[K\r\u{1b}[K")
  }

  @Test func nothingIsShownWithoutTerminal() throws {
    let run = try Program.shell("profile=\"$1\"; \(Self.slow)", Self.profile)
    #expect(run.status == 0)
    #expect(run.errors == "")
  }
}
