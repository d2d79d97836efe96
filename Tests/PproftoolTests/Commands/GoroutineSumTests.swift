import Foundation
import TestSupport
import Testing

/// `goroutines` of several profiles, and of stacks that options change.
@Suite struct GoroutineSumTests {
  private static func path(_ name: String) -> String { FixtureFiles.path(name) }
  private static let dump = path("goroutines/goroutine.debug2.txt")

  /// A text tells no states, so that those of a dump beside it are not all.
  @Test func statesThatAreNotKnownAreCounted() throws {
    let run = try Program.run(
      "goroutines", "-q", "-n", "0", Self.path("goroutines/goroutine.debug1.txt"), Self.dump)
    #expect(run.text.contains("chan receive 10, unknown 10 · "))
    #expect(run.text.contains("chan send 2, chan send (nil chan) 1, unknown 3 · "))
    #expect(!(try Program.run("goroutines", "-q", "-n", "0", Self.dump)).text.contains("unknown"))
  }

  @Test func aCrashIsThatOfOneProfile() throws {
    let crash = Self.path("crash/panic.single.txt")
    let sum = try Program.run("goroutines", "-q", crash, Self.dump)
    #expect(sum.text.hasPrefix("one of 2 profiles: panic: "))
    #expect(try Program.run("goroutines", "-q", crash).text.hasPrefix("panic: "))
  }

  /// The same file under two names is counted as two processes, which it may be: idle replicas are alike.
  @Test func equalFilesAreSaid() throws {
    let folder = try ScratchFolder()
    let text = FixtureFiles.text("goroutines/goroutine.debug2.txt")
    for name in ["a.goroutine.txt", "b.goroutine.txt"] { _ = try folder.write(text, to: name) }
    let run = try Program.run("goroutines", folder.path)
    #expect(
      run.errors.contains(
        "b.goroutine.txt has the same content as \(folder.path)/a.goroutine.txt; if it is a copy, it is counted twice\n"
      ))
    _ = try folder.write("goroutine profile: total 1\n1 @ 0x1\n\n", to: "b.goroutine.txt")
    #expect(!(try Program.run("goroutines", folder.path)).errors.contains("same content"))
  }

  /// The fingerprint of a changed stack would be found nowhere else.
  @Test(arguments: [["--tagroot", "tenant"], ["--hide", "main.wait"], ["--show-from", "main"]])
  func changedStacksHaveNoFingerprint(_ options: [String]) throws {
    let whole = try Program.run("goroutines", "-q", Self.dump)
    #expect(whole.text.contains("fp ") && !whole.text.contains("no fp"))
    let run = try Program.run(all: ["goroutines", "-q", Self.dump] + options)
    #expect(run.text.contains("frames were changed, so there is no fp"))
    #expect(!run.text.contains("· fp "))
    let focused = try Program.run("goroutines", "-q", Self.dump, "--focus", "main")
    #expect(focused.text.contains("· fp "))
  }
}
