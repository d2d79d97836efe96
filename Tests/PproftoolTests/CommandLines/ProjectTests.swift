import Foundation
import TestSupport
import Testing

@testable import ProfileSystem
@testable import pproftool

@Suite struct ProjectTests {
  private func settings(_ text: String, at path: SystemPath = "../.pproftool.yaml") throws
    -> ProjectSettings
  {
    try ProjectFile(Array(text.utf8), path: path).settings
  }

  @Test func pathsAreRelativeToTheFile() throws {
    let text = """
      rules: [leaks.yaml, /etc/more.yaml]
      baseline: http://localhost/debug/pprof/heap
      source_path: src
      trim_path: /go/src
      colors: file
      """
    let found = try settings(text)
    #expect(found.paths(.rules) == ["../leaks.yaml", "/etc/more.yaml"])
    #expect(found.paths(.baseline) == ["http://localhost/debug/pprof/heap"])
    #expect(found.list(.sourcePath) == "../src" && found.list(.trimPath) == "/go/src")
    #expect(found.message(.rules) == "rules of ../.pproftool.yaml: ../leaks.yaml, /etc/more.yaml")
  }

  @Test(arguments: ["one:/two:three", "[one, '/two:three']", "[one, /two, three]"])
  func everyFolderOfAListIsRelativeToTheFile(_ folders: String) throws {
    let found = try settings("source_path: \(folders)\ntrim_path: '/go/src:mod'\n")
    #expect(found.list(.sourcePath) == "../one:/two:../three")
    #expect(found.list(.trimPath) == "/go/src:mod")
  }

  static let wrong: [(text: String, message: String)] = [
    ("rule: x", "line 1, column 1: unknown key 'rule'; did you mean rules?"),
    (
      "a: 1",
      "line 1, column 1: unknown key 'a'; the keys are trim_path, source_path, rules, baseline, targets and colors"
    ),
    ("- x", "line 1, column 1: expected keys and values, as in 'rules: leaks.yaml'"),
    ("colors: red", "line 1, column 9: 'colors' takes package, file, value or hot, found 'red'"),
    ("targets: [a, b]", "line 1, column 10: 'targets' takes only one value"),
    ("rules: []", "line 1, column 8: 'rules' is empty"),
    ("rules: {a: b}", "line 1, column 8: expected text for 'rules'"),
  ]
  @Test(arguments: wrong)
  func whatIsWrongIsSaidWithItsPlace(_ text: String, _ message: String) {
    let error = #expect(throws: ProjectFileError.self) { try settings(text) }
    #expect(error?.description == message)
  }

  @Test func variablesCountMoreThanTheFile() throws {
    var found = try settings("rules: a.yaml\ncolors: hot\n")
    try found.overrideByVariables { ["PPROFTOOL_RULES": "b.yaml"][$0] }
    #expect(found.paths(.rules) == ["b.yaml"] && found.settings[.colors]?.values == ["hot"])
    #expect(throws: FileError.self) { try found.overrideByVariables { _ in "red" } }
  }

  static let folders: [(home: String?, roots: [String], found: [String])] = [
    (nil, [], [""]), ("/home/me", [], ["", "..", "../.."]), (nil, [""], [""]),
    (nil, [".."], ["", ".."]), ("/home/me/a/b", [], [""]), ("/elsewhere", [], [""]),
  ]
  @Test(arguments: folders)
  func foldersAreLookedAtUpToTheProjectsOwn(_ home: String?, _ roots: [String], _ found: [String]) {
    let folders = ProjectFolders.upwards(
      from: "/home/me/a/b", home: home.map { SystemPath($0) }, isEnd: { roots.contains($0.text) })
    #expect(folders.map(\.text) == found)
  }

  /// Something with this name was meant to be used.
  @Test func whatIsNoFileIsNoMissingFile() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file(".pproftool.yaml"), withDestinationPath: "nowhere")
    let profile = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    let run = try Program.shell("cd \"$1\" && \"$program\" check \"$2\"", scratch.path, profile)
    #expect(run.status == 2)
    #expect(
      run.errors == "pproftool: .pproftool.yaml: is not a file; --no-config runs without it\n")
  }

  @Test func aLineCountsMoreAndIsToldApart() throws {
    let scratch = try ScratchFolder()
    try scratch.write("rules: leaks.yaml\n", to: ".pproftool.yaml")
    try scratch.write(
      "version: 2\nrules:\n  - {id: few, assert: count() <= 1}\n", to: "leaks.yaml")
    let profile = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    func run(_ options: String) throws -> Program {
      try Program.shell("cd \"$1\" && \"$program\" \(options)", scratch.path, profile)
    }
    let check = try run("check \"$2\"")
    #expect(check.status == 1 && check.text.contains("few"))
    #expect(check.errors.contains("rules of .pproftool.yaml: leaks.yaml"))
    #expect(!(try run("check --no-config \"$2\"")).text.contains("few"))
    #expect(try run("info --config").text.contains("rules:        leaks.yaml (.pproftool.yaml)\n"))
    #expect(try run("info --config").text.contains("colors:       not set\n"))
    try scratch.write("rulez: leaks.yaml\n", to: ".pproftool.yaml")
    let wrong = try run("top \"$2\"")
    #expect(wrong.status == 2)
    #expect(
      wrong.errors
        == "pproftool: .pproftool.yaml: line 1, column 1: unknown key 'rulez'; did you mean rules?\n"
    )
  }

  /// Commands that read no profile ignore the project.
  @Test(arguments: [
    "--version", "version", "completion bash", "schema top", "help", "--help", "top --help",
  ])
  func aBrokenFileBreaksOnlyWhatNeedsIt(_ line: String) throws {
    let scratch = try ScratchFolder()
    try scratch.write("ruels: x\n", to: ".pproftool.yaml")
    let run = try Program.shell("cd \"$1\" && \"$program\" \(line) </dev/null", scratch.path)
    #expect(run.status == 0 && run.errors.isEmpty && !run.output.isEmpty, "\(run.errors)")
  }

  static let misnamed: [(file: String, variable: String, message: String)] = [
    (".pproftool.yml", "", ".pproftool.yml is not read: its name has to be .pproftool.yaml"),
    ("other.yaml", "PPROFTOOL_RULE=x", "PPROFTOOL_RULE is not read; did you mean PPROFTOOL_RULES?"),
    (
      "other.yaml", "PPROFTOOL_TRIMPATH=x",
      "PPROFTOOL_TRIMPATH is not read; did you mean PPROFTOOL_TRIM_PATH?"
    ),
    ("other.yaml", "PPROFTOOL_URL=x", ""), ("other.yaml", "PPROFTOOL_COLORS=hot", ""),
  ]

  @Test(arguments: misnamed)
  func whatIsOnlyAlmostNamedRightIsSaid(_ file: String, _ variable: String, _ message: String)
    throws
  {
    let scratch = try ScratchFolder()
    try scratch.write("rules: x\n", to: file)
    let profile = FixtureFiles.path("incident/leaking/goroutine.pb.gz")
    func run(_ options: String) throws -> Program {
      try Program.shell(
        "cd \"$1\" && \(variable) \"$program\" comments \(options) \"$2\"", scratch.path, profile)
    }
    let plain = try run("")
    #expect(plain.status == 0)
    #expect(plain.errors == (message.isEmpty ? "" : "pproftool: \(message)\n"))
    #expect(try run("-q").errors.isEmpty && run("--no-config").errors.isEmpty)
  }

  /// Built-in rules would pass what the rules that were meant fail.
  @Test func aMisspeltSettingOfRulesLeavesNoVerdict() throws {
    let scratch = try ScratchFolder()
    let profile = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
    func run(_ command: String) throws -> Program {
      try Program.shell(
        "cd \"$1\" && PPROFTOOL_RULSE=x.yaml \"$program\" \(command) \"$2\"", scratch.path, profile)
    }
    let refused = try run("check -q")
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(
      refused.errors.contains(
        "no rules were given, and PPROFTOOL_RULSE is not read; did you mean PPROFTOOL_RULES?; with --no-config, the"
      ))
    #expect(try run("report -o r.html").status == 2)
    #expect(try run("check --no-config").status == 0)
    #expect(try run("check --assert 'count() <= 5000'").status == 0)
  }

  @Test func aFileOfTheRightNameCountsAlone() throws {
    let scratch = try ScratchFolder()
    try scratch.write("rules: a\n", to: ".pproftool.yml")
    try scratch.write("rules: b\n", to: ".pproftool.yaml")
    let run = try Program.shell("cd \"$1\" && \"$program\" info --config", scratch.path)
    #expect(run.errors.isEmpty && run.text.contains("rules:        b (.pproftool.yaml)"))
  }
}
