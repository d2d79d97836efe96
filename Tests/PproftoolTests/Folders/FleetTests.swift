import Foundation
import Testing

/// Fleets of four pods, one of which may leak, with three naming styles.
@Suite struct FleetTests {
  private let scratch: ScratchFolder
  init() throws { scratch = try ScratchFolder() }

  /// The folder of a pod, and its instance name.
  static let styles: [(folder: String, leaking: String)] = [
    ("router-%d", "router-2"), ("router/1.41.0/router-7d9-05d5%d", "router-7d9-05d52"),
    ("dt=2026-11-01/pod=router-%d", "router-2"),
  ]
  private static let minutes = 20

  private static func name(_ style: Int, _ pod: Int, _ minute: Int) -> String {
    let folder = styles[style].folder.replacingOccurrences(of: "%d", with: "\(pod)")
    return "\(folder)/20261101T12\(minute < 10 ? "0" : "")\(minute)00Z.goroutine.txt"
  }

  /// - `mark`: makes the text differ from others with the same counts, which would be the same snapshot.
  private static func text(_ count: Int, _ mark: Int = 0) -> String {
    """
    goroutine profile: total \(count + 41)
    1 @ 0x4 0x2
    #\t0x4\tmain.mark\(mark)+0x1\t/src/main.go:30
    #\t0x2\tmain.main+0x2\t/src/main.go:1

    \(count) @ 0x1 0x2
    #\t0x1\tmain.(*Stream).listen+0x1\t/src/main.go:10
    #\t0x2\tmain.main+0x2\t/src/main.go:1

    40 @ 0x3 0x2
    #\t0x3\tmain.work+0x1\t/src/main.go:20
    #\t0x2\tmain.main+0x2\t/src/main.go:1

    """
  }

  private func write(_ text: String, to name: String) throws {
    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: scratch.file(folder), withIntermediateDirectories: true)
    try scratch.write(text, to: name)
  }

  private func makeFleet(_ style: Int, isLeaking: Bool) throws {
    for pod in 0..<4 {
      for minute in 0..<Self.minutes {
        let count = isLeaking && pod == 2 ? 20 + 10 * minute : 20 + (pod + minute * 7) % 3
        try write(Self.text(count, minute), to: Self.name(style, pod, minute))
      }
    }
  }

  private func check(_ arguments: String...) throws -> Program {
    try Program.run(
      all: ["check", "-r", "--assert", "slope(count()) <= 1"] + arguments + [scratch.path])
  }

  @Test(arguments: styles.indices, [true, false])
  func theLeakingPodIsNamed(_ style: Int, _ isLeaking: Bool) throws {
    try makeFleet(style, isLeaking: isLeaking)
    let run = try check()
    #expect(run.status == (isLeaking ? 1 : 0), "\(run.text)\(run.errors)")
    if isLeaking {
      #expect(run.text.hasPrefix("FAIL slope(count()) <= 1 [\(Self.styles[style].leaking)]: +10.0"))
      #expect(run.text.contains("1 of 4 instances fail"))
    }
    #expect(run.errors.contains("which fits 80 of 80 paths"))
    let json = try check("--format", "json")
    #expect(json.text.contains("\"examined\": 4,\n        \"failed\": \(isLeaking ? 1 : 0),"))
  }

  @Test(arguments: styles.indices, [true, false])
  func aDamagedFileIsNoExcuse(_ style: Int, _ isLeaking: Bool) throws {
    try makeFleet(style, isLeaking: isLeaking)
    try write("no profile", to: Self.name(style, 1, 19) + ".pb.gz")
    for options in [[], ["--keep-going"]] {
      let run = try Program.run(
        all: ["check", "-r", "--assert", "slope(count()) <= 1"] + options + [scratch.path])
      #expect(run.status == (isLeaking ? 1 : 2), "\(run.text)\(run.errors)")
      #expect(run.errors.contains("1 of 81 profiles was left out") == !options.isEmpty)
    }
  }

  // MARK: Lists

  private func list(_ names: [String], _ end: String = "\n") throws -> String {
    try scratch.write(names.map { scratch.file($0) + end }.joined(), to: "list")
  }

  static let ends: [(end: String, options: [String])] = [
    ("\n", []), ("\r\n", []), ("\n\n\r\n", []), ("\0", ["--null"]), ("\0\0", ["--null"]),
  ]
  @Test(arguments: ends)
  func namesOfAListAreFilesOfAFolder(_ end: String, _ options: [String]) throws {
    try makeFleet(0, isLeaking: true)
    let names = (0..<4).flatMap { pod in (0..<Self.minutes).map { Self.name(0, pod, $0) } }
    let arguments =
      ["check", "--assert", "slope(count()) <= 1", "--files-from"] + [try list(names, end)]
      + options
    let run = try Program.run(all: arguments)
    #expect(run.status == 1, "\(run.errors)")
    // The list itself is a file of the folder.
    let folder = try check().text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("SKIPPED 1 file: \(scratch.file("list"))") }
      .joined(separator: "\n")
    #expect(run.text == folder)
    let given = try Program.run(
      all: arguments.map { $0.hasSuffix("/list") ? "-" : $0 },
      input: Data(contentsOf: URL(filePath: scratch.file("list"))))
    #expect(given.text == folder, "\(given.errors)")
  }

  @Test func aListMayNameFoldersAndStrangeNames() throws {
    try makeFleet(0, isLeaking: false)
    try write(Self.text(100), to: "-x.goroutine.txt")
    try write(Self.text(100), to: "-")
    let run = try Program.shell(
      "cd \"$1\"; printf '%s\\n' -x.goroutine.txt - router-0 | \"$program\" merge --files-from - -o - | \"$program\" info -",
      scratch.path)
    // 141 twice, and the counts in the folder.
    let own = (0..<Self.minutes).reduce(0) { $0 + 61 + ($1 * 7) % 3 }
    #expect(run.text.contains("goroutine  \(282 + own)  count"), "\(run.text)\(run.errors)")
  }

  static let refused: [(content: String, options: [String], message: String)] = [
    ("", [], "list: this list has no names\n"),
    ("\n\r\n\n", [], "list: this list has no names\n"),
    ("a\0b\0", [], "list: line 1 has a NUL; give --null if names end with one\n"),
    ("\n/nowhere.pb.gz\n", [], "/nowhere.pb.gz: no such file or directory\n"),
    (String(repeating: "x", count: 70_000), [], "list: line 1 is longer than any file name\n"),
  ]
  @Test(arguments: refused)
  func aListWithoutSourcesIsNoAnswer(
    _ content: String, _ options: [String], _ message: String
  ) throws {
    try scratch.write(content, to: "list")
    for command in [["top"], ["merge", "-o", scratch.file("out.pb")], ["info"], ["check"]] {
      let run = try Program.run(all: command + options + ["--files-from", scratch.file("list")])
      #expect(run.status == 2)
      let all = run.text + run.errors
      #expect(all.contains(message) || all.contains(message.dropLast()), "\(command): \(all)")
    }
  }

  // MARK: Choosing

  static let chosen: [(options: [String], count: Int)] = [
    (["--since", "2026-11-01T12:15:00Z"], 20), (["--until", "2026-11-01T12:04:00Z"], 20),
    (["--since", "2026-11-01T14:15:00+02:00", "--until", "2026-11-01T12:16:00Z"], 8),
    (["--since", "4m"], 20), (["--until", "15m"], 20), (["--instance-is", "router-[12]$"], 40),
    (["--instance-is", "router-3", "--since", "1m"], 2),
    (["--layout", "{pod}/{*}", "--instance-is", "router-0"], 20),
  ]
  @Test(arguments: chosen)
  func pathsChooseProfiles(_ options: [String], _ count: Int) throws {
    try makeFleet(0, isLeaking: false)
    // Files that are not selected are not opened.
    try write("damaged", to: "router-9/20261101T120800Z.heap.pb.gz")
    let run = try Program.run(
      all: ["info", "-r", "--format", "ndjson"] + options + [scratch.path])
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == count, "\(run.errors)")
    #expect(run.status == 0, "\(run.text)")
  }

  @Test func aProfileTellsItsTimeWhereThePathDoesNot() throws {
    for (name, _) in [("a.goroutine.txt", 1), ("b.goroutine.txt", 2)] {
      try write(Self.text(10), to: name)
    }
    let run = try Program.run("top", "--since", "2026-11-01T12:00:00Z", scratch.path)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("a.goroutine.txt: has no time in its path or content"))
    let span = try Program.run("top", "--since", "2h", scratch.path)
    #expect(span.status == 2 && span.errors.contains("no profile has a time"))
  }

  static let wrong: [(arguments: [String], message: String)] = [
    (["top", "--since", "yesterday", "x"], "--since takes a time such as"),
    (["top", "--since", "2026-11-01T12:00:00+2", "x"], "--since takes a time such as"),
    (["top", "--instance-is", "(", "x"], "--instance-is: "),
    (["top", "--layout", "{a", "x"], "--layout has an unmatched brace"),
    (["top", "--layout", "{a}", "--layout", "{b}", "x"], "--layout cannot be given twice"),
    (["top", "--layout", "{instance}/{*}", "x"], "--layout has no effect here without"),
    (["top", "--layout", "union", "x"], "--layout union is for pictures of two profiles"),
    (["merge", "--layout", "before", "x"], "--layout before is for pictures of two profiles"),
    (["info", "--layout", "after", "x"], "--layout after is for pictures of two profiles"),
    (["check", "--layout", "union", "x"], "--layout union is for pictures of two profiles"),
    (["top", "--max-left-out", "3", "x"], "--max-left-out is for --keep-going"),
    (["top", "--keep-going", "--max-left-out", "-1", "x"], "--max-left-out"),
    (["top", "--keep-going", "--max-left-out", "101%", "x"], "--max-left-out takes"),
    (["check", "--keep-going", "--max-left-out", "3", "x"], "--max-left-out has no meaning here"),
    (["convert", "--since", "2h", "x"], "--since is for folders"),
    (["convert", "--layout", "{a}", "x"], "--layout is for folders"),
    (["diff", "--files-from=x", "a", "b"], "--files-from"),
    (["check", "--test", "--files-from", "x"], "--files-from has no effect with --test"),
    (["top", "--files-from", "-", "-"], "standard input (-) can be read only once"),
    (["top"], "standard input: is empty"),
    (["top", "--null", "x"], "--null is for --files-from"),
    (
      ["check", "--instance", "label.pod", "--instance-is", "a", "."],
      "--instance-is looks at paths"
    ),
  ]
  @Test(arguments: wrong)
  func whatHasNoMeaningIsRefused(_ arguments: [String], _ message: String) throws {
    let run = try Program.run(all: arguments)
    #expect(run.status == 2 && run.errors.contains(message), "\(run.errors)")
  }

  static let limits: [(limit: String, status: Int32)] = [
    ("100%", 0), ("1", 0), ("0", 2), ("50%", 0), ("1%", 2), ("3", 0),
  ]
  @Test(arguments: limits)
  func noMoreIsLeftOutThanMayBe(_ limit: String, _ status: Int32) throws {
    try makeFleet(0, isLeaking: false)
    try write("damaged", to: "router-0/x.pb.gz")
    let run = try Program.run(
      "merge", "-r", "--quiet", "--keep-going", "--max-left-out", limit, scratch.path, "-o",
      scratch.file("sum.pb.gz"))
    #expect(run.status == status)
    let excess = status == 0 ? "" : ", more than --max-left-out \(limit) allows"
    #expect(run.errors == "pproftool: 1 of 81 profiles was left out\(excess)\n")
    #expect(scratch.names.contains("sum.pb.gz") == (status == 0))
  }

  // MARK: Info

  @Test func aLineIsAProfileWithWhatItsPathTells() throws {
    try makeFleet(1, isLeaking: false)
    try write("<html>", to: "router/1.41.0/page")
    let run = try Program.run("info", "-r", "--format", "ndjson", "--quiet", scratch.path)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 81 && run.status == 0)
    let layout = "{service}/{version}/{instance}/{time}.{kind}.pb.gz"
    #expect(lines.allSatisfy { $0.contains("\"layout\":\"\(layout)\"") })
    let path =
      "\"path\":{\"attributes\":{},\"instance\":\"router-7d9-05d50\",\"kind\":\"goroutine\",\"service\":\"router\",\"time\":\"2026-11-01T12:00:00Z\",\"version\":\"1.41.0\"}"
    #expect(lines.count { $0.contains(path) } == 1)
    #expect(lines.count { $0.contains("\"kind\":\"web page\"") } == 1)
    let json = try Program.run("info", "-r", "--format", "json", "--quiet", scratch.path)
    #expect(json.text.contains("\n  \"layout\": \"\(layout)\",\n"))
  }
}
