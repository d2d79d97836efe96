import Foundation
import ProfileSystem
import TestSupport
import Testing

@testable import pproftool

@Suite struct FolderTests {
  private let scratch: ScratchFolder
  init() throws { scratch = try ScratchFolder() }

  private func make(_ folders: String...) throws {
    for folder in folders {
      try FileManager.default.createDirectory(
        atPath: scratch.file(folder), withIntermediateDirectories: true)
    }
  }

  private func write(_ count: Int, to name: String) throws {
    try scratch.write("main;work \(count)\n", to: name)
  }

  /// The paths that a walk finds, relative to the folder.
  private func walked(isRecursive: Bool = true) throws -> [String] {
    var walk = try FolderWalk(SystemPath(scratch.path), isRecursive: isRecursive)
    var found: [String] = []
    while let item = walk.next() {
      switch item {
      case .file(let path, _): found.append(String(path.text.dropFirst(scratch.path.count + 1)))
      case .other(let path, let other):
        found.append("\(path.text.dropFirst(scratch.path.count + 1)) (\(other.name))")
      case .unreadable(let path, let error): found.append("\(path.text): \(error)")
      }
    }
    return found
  }

  /// Whole paths are compared, where a slash sorts after `-` and before letters.
  @Test func filesAreInTheOrderOfWholePaths() throws {
    try make("a", "a-b", "ab", "a/c")
    for name in ["a-", "a.txt", "a/x", "a/c/y", "a-b/z", "ab/w", "aa", "a/c-"] {
      try write(1, to: name)
    }
    let found = try walked()
    #expect(found == ["a-", "a-b/z", "a.txt", "a/c-", "a/c/y", "a/x", "aa", "ab/w"])
    #expect(found == found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(try walked(isRecursive: false) == ["a-", "a.txt", "aa"])
  }

  @Test func linksToFilesAreFollowedAndThoseToFoldersAreNot() throws {
    try make("a", "b")
    try write(1, to: "a/x")
    for (link, target) in [
      ("b/loop", ".."), ("b/y", "../a/x"), ("c", "a"), ("d", "gone"), ("e", "e"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.file(link), withDestinationPath: target)
    }
    #expect(
      try walked() == [
        "a/x", "b/loop (link to a folder)", "b/y", "c (link to a folder)", "d (broken link)", "e",
      ])
  }

  @Test func namesTellWhatIsNoProfile() throws {
    try make(".git", "d.bak")
    for name in [
      ".git/x", ".x", "a~", "b.bak", "c.swp", "d.PART", "e.tmp", "d.bak/f", "tmp", "g.bak.pb",
    ] {
      try write(1, to: name)
    }
    #expect(
      try walked() == [
        ".git (hidden file)", ".x (hidden file)", "a~ (leftover)", "b.bak (leftover)",
        "c.swp (leftover)",
        "d.PART (leftover)", "d.bak/f", "e.tmp (leftover)", "g.bak.pb", "tmp",
      ])
  }

  @Test func whatLiesBelowIsReadWhenAskedFor() throws {
    try make("a/b/c", "d")
    for (count, name) in [(1, "a/b/c/x.txt"), (2, "a/y.txt"), (4, "d/z.txt")] {
      try write(count, to: name)
    }
    let flat = try Program.run("folded", scratch.path)
    #expect(flat.status == 2)
    #expect(
      flat.errors
        == "pproftool: \(scratch.path): there is no profile in this folder, but 2 folders; --recursive reads what is in them\n"
    )
    for flag in ["-r", "--recursive"] {
      let run = try Program.run("folded", flag, scratch.path)
      #expect(run.text == "main;work 7\n")
    }
    try write(8, to: "w.txt")
    let mixed = try Program.run("folded", scratch.path)
    #expect(mixed.text == "main;work 8\n")
    #expect(
      mixed.errors
        == "pproftool: \(scratch.path): skipped: 2 folders (read only with --recursive)\n")
    #expect(
      try Program.run(
        "check", "-r", "--from", "folded", "--assert", "stacks() <= 1", scratch.path
      ).status == 0)
  }

  @Test func aFolderThatCannotBeReadIsNamed() throws {
    try make("a", "b")
    try write(1, to: "b/x.txt")
    let run = try Program.shell(
      """
      as=; [ "$(id -u)" != 0 ] || as='setpriv --reuid=65534 --regid=65534 --clear-groups'
      $as test -x "$program" -a -r "$1" || exit 77
      chmod 0 "$1/a"; $as "$program" folded -r "$1"; $as "$program" folded -r --keep-going "$1"; chmod 700 "$1/a"
      """, scratch.path)
    guard run.status != 77 else { return print("skipped: nobody may run the program here") }
    #expect(run.text == "main;work 1\n")
    #expect(
      run.errors.hasPrefix("pproftool: \(scratch.file("a")): permission denied (--keep-going"))
    #expect(run.errors.hasSuffix("pproftool: 1 of 2 profiles was left out\n"))
  }

  /// Each file and folder is closed before the next is opened.
  @Test func fewDescriptorsAreOpen() throws {
    let deep = (0..<30).map { "\($0)" }.joined(separator: "/")
    try make(deep)
    for name in ["a.txt", "0/a.txt", "0/1/a.txt", "\(deep)/a.txt"] { try write(1, to: name) }
    let run = try Program.shell("ulimit -n 11; \"$program\" folded -r \"$1\"", scratch.path)
    #expect(run.text == "main;work 4\n", "\(run.errors)")
  }

  @Test func severalProcessesAreNamed() throws {
    let profile = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    for name in ["pod-a.1.pb.gz", "pod-a.2.pb.gz", "pod-b.1.pb.gz"] {
      try FileManager.default.copyItem(atPath: profile, toPath: scratch.file(name))
    }
    let run = try Program.run("top", scratch.path)
    #expect(run.text.contains("of 356 total\n"))
    #expect(
      run.errors == """
        pproftool: 2 processes, distinguished by name, are added up: \(scratch.file("pod-a.2.pb.gz")), \
        \(scratch.file("pod-b.1.pb.gz")); only the newest of each, of 3 in total; name files to add them up
        pproftool: \(scratch.file("pod-b.1.pb.gz")) has the same content as \(scratch.file("pod-a.2.pb.gz")); \
        if it is a copy, it is counted twice

        """)
  }

  /// The newest is a guess then, of one process and of several.
  @Test(arguments: [["pod-a"], ["pod-a", "pod-b"]])
  func timesOfDayThatCrossMidnightAreAGuess(_ pods: [String]) throws {
    for (pod, time) in pods.flatMap({ pod in [2200, 2330, 30, 630].map { (pod, $0) } }) {
      let digits = String("000\(time)".suffix(4))
      let text = "goroutine profile: total 7\n7 @ 0x1\n#\t0x1\tmain.t\(digits)+0x1\t/a.go:1\n"
      _ = try scratch.write(text, to: "\(pod)-goroutine-\(digits).txt")
    }
    let run = try Program.run("goroutines", scratch.path)
    #expect(run.text.contains("main.t0630") && !run.text.contains("main.t2330"))
    #expect(run.errors.contains(", if these are times of day that cross midnight; name files"))
  }

  /// A difference between two snapshots is not a state, and is used only if there is no state.
  @Test func differencesGiveWayToStates() throws {
    let delta = FixtureFiles.path("leak/healthy/goroutine.delta.pb.gz")
    for name in ["1.delta.pb.gz", "2.delta.pb.gz"] {
      try FileManager.default.copyItem(atPath: delta, toPath: scratch.file(name))
    }
    let sum = try Program.run("raw", scratch.path)
    #expect(sum.text == (try Program.run("raw", delta, delta)).text)
    #expect(sum.errors == "pproftool: \(scratch.path): 2 goroutine profiles are added up\n")
    let profile = FixtureFiles.path("leak/healthy/goroutine.pb.gz")
    try FileManager.default.copyItem(atPath: profile, toPath: scratch.file("3.pb.gz"))
    let state = try Program.run("raw", scratch.path)
    #expect(state.text == (try Program.run("raw", profile)).text)
    #expect(state.errors.contains(": skipped: 2 differences between two snapshots; info "))
    let check = try Program.run("check", "--assert", "count() <= 500", scratch.path)
    #expect(check.status == 0, "\(check.text)\(check.errors)")
    #expect(check.errors.contains(": skipped: 2 differences between two snapshots; info "))
  }

  static let types: [(kind: String, type: String)] = [
    ("alloc_space", "alloc_space"), ("inuse_objects", "inuse_objects"), ("heap", "inuse_space"),
    ("allocs", "alloc_space"), ("goroutine", "goroutine"),
  ]
  /// A sample type is a kind, and is shown.
  @Test(arguments: types)
  func theSampleTypeThatIsNamedIsShown(_ kind: String, _ type: String) throws {
    let folders = ["healthy", "leaking"].map { FixtureFiles.path("incident/\($0)") }
    let top = try Program.run("top", "--kind", kind, folders[0])
    #expect(top.text.contains("Type: \(type)\n"))
    let diff = try Program.run(all: ["diff", "-q", "--kind", kind] + folders)
    #expect(diff.text.hasPrefix("\(type): "))
    let folded = try Program.run("folded", "-q", "--kind", kind, folders[0])
    let same = try Program.run("folded", "-q", "--kind", type, folders[0])
    #expect((folded.status, folded.text) == (0, same.text))
  }

  /// `--kind` also applies to named files.
  @Test func namedFilesOfOtherKindsArePassedOver() throws {
    let paths = ["heap", "goroutine", "mutex"].map {
      FixtureFiles.path("incident/healthy/\($0).pb.gz")
    }
    let run = try Program.run(all: ["top", "--kind", "mutex"] + paths)
    #expect(run.text == (try Program.run("top", paths[2])).text)
    #expect(run.errors == "pproftool: skipped: 1 goroutine, 1 heap\n")
    let none = try Program.run(all: ["top", "--kind", "cpu"] + paths)
    #expect(none.status == 2)
    #expect(
      none.errors
        == "pproftool: 3 profiles: there is no cpu profile, only 1 goroutine, 1 heap, 1 mutex; see --kind\n"
    )
  }
}
