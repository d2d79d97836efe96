import Foundation
import TestSupport
import Testing

/// `--open`, with programs in the place of the one that opens a browser.
@Suite struct OpenedOutputTests {
  static let programs: [(script: String, message: String)] = [
    ("exit 0", "x.svg is shown in the browser"), ("sleep 5", "x.svg is shown in the browser"),
    ("exit 3", "x.svg: no browser could be opened: xdg-open ended with status 3"),
    ("kill -9 $$", "x.svg: no browser could be opened: xdg-open was ended by signal 9"),
  ]

  @Test(arguments: programs)
  func aBrowserThatDoesNotStartIsSaid(_ script: String, _ message: String) throws {
    let scratch = try ScratchFolder()
    let program = try scratch.write("#!/bin/sh\n\(script)\n", to: "xdg-open")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let run = try Program.shell(
      "cd \"$1\" && PATH=\"$1:$PATH\" \"$program\" flamegraph \"$2\" --open -o x.svg", scratch.path,
      FixtureFiles.path("incident/leaking/heap.pb.gz"))
    #expect(run.status == 0)
    #expect(run.errors.contains("pproftool: \(message)\n"), "\(run.errors)")
    #expect(scratch.names.contains("x.svg"))
  }
}
