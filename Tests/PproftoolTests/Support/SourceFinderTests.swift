import Foundation
import ProfileAnalysis
import ProfileSystem
import Testing

@testable import pproftool

@Suite struct SourceFinderTests {
  private let scratch: ScratchFolder
  init() throws { scratch = try ScratchFolder() }

  /// Creates files and their folders.
  private func make(_ files: [String]) throws {
    for file in files {
      let path = scratch.file(file)
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path(),
        withIntermediateDirectories: true)
      try scratch.write("module example.com/tool // of this folder\n", to: file)
    }
  }

  /// The source found for a name; environment variables are folders in the scratch folder.
  private func find(
    _ name: String, in folder: String = "home/app", _ variables: [String: String] = [:],
    trimming: [String] = [], isNamed: Bool = true
  ) throws -> FoundSource? {
    var paths = SourcePaths()
    paths.searchFolders = isNamed ? [Array(scratch.file(folder).utf8)] : []
    paths.trimPrefixes = trimming.map { Array($0.utf8) }
    let values = variables.mapValues { value in
      value.split(separator: ":").map { scratch.file(String($0)) }.joined(separator: ":")
    }
    var finder = try SourceFinder(paths) { values[$0] }
    let bytes = Array(name.utf8)
    let found = finder.find(paths.shown(bytes[...]), [bytes])
    return found.map { source in
      FoundSource(
        path: SystemPath(source.path.text.replacing(scratch.path + "/", with: "")), way: source.way)
    }
  }

  static let cases:
    [(file: String, name: String, variables: [String: String], way: FoundSource.Way)] = [
      ("home/app/x.go", "x.go", [:], .asNamed), ("home/x.go", "x.go", [:], .asNamed),
      ("home/app/in/x.go", "/ci/app/in/x.go", [:], .asNamed),
      (
        "cache/github.com/!a/b@v1.0.0/x.go", "github.com/A/b@v1.0.0/x.go", ["GOMODCACHE": "cache"],
        .moduleCache
      ),
      (
        "one/pkg/mod/a.b/c@v1.0.0/x.go", "/go/pkg/mod/a.b/c@v1.0.0/x.go", ["GOPATH": "no:one"],
        .moduleCache
      ),
      ("me/go/pkg/mod/a.b/c@v1.0.0/x.go", "a.b/c@v1.0.0/x.go", ["HOME": "me"], .moduleCache),
      ("root/src/runtime/proc.go", "runtime/proc.go", ["GOROOT": "root"], .goSources),
      ("root/src/runtime/proc.go", "$GOROOT/src/runtime/proc.go", ["GOROOT": "root"], .goSources),
      ("root/src/runtime/proc.go", "/no/go/src/runtime/proc.go", ["GOROOT": "root"], .goSources),
      ("me/sdk/go1.22.1/src/fmt/print.go", "fmt/print.go", ["HOME": "me"], .goSources),
      ("one/src/a.b/c/x.go", "/build/src/a.b/c/x.go", ["GOPATH": "one"], .goSources),
      ("home/app/vendor/a.b/c/x.go", "a.b/c@v1.0.0/x.go", [:], .vendor),
      ("home/vendor/a.b/c/x.go", "/ci/x/vendor/a.b/c/x.go", [:], .vendor),
      ("home/app/cmd/x.go", "example.com/tool/cmd/x.go", [:], .goMod),
      ("home/app/in/x.go", "/ci/other/in/x.go", [:], .tail),
      ("home/app/x.go", "main/x.go", [:], .tail),
    ]
  @Test(arguments: cases)
  func sourcesAreFoundWhereGoKeepsThem(
    _ file: String, _ name: String, _ variables: [String: String], _ way: FoundSource.Way
  ) throws {
    try make([file] + (way == .goMod ? ["home/app/go.mod"] : []))
    #expect(try find(name, variables) == FoundSource(path: SystemPath(file), way: way))
  }

  @Test func whereTheProfileSaysComesFirst() throws {
    try make(["home/app/x.go", "ci/app/x.go"])
    let name = scratch.file("ci/app/x.go")
    #expect(try find(name) == FoundSource(path: "ci/app/x.go", way: .asNamed))
    #expect(
      try find("/no/app/x.go", trimming: ["/no/app"])
        == FoundSource(path: "home/app/x.go", way: .asNamed))
  }

  /// As with `go`, the newest version is used.
  @Test func theNewestGoComesFirst() throws {
    try make(["me/sdk/go1.9/src/fmt/print.go", "me/sdk/go1.22.10/src/fmt/print.go"])
    #expect(
      try find("fmt/print.go", ["HOME": "me"])?.path == "me/sdk/go1.22.10/src/fmt/print.go")
  }

  @Test func theGoOnThePathIsFoundThroughLinks() throws {
    try make(["go/bin/go", "go/src/fmt/print.go", "bin/other"])
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("bin/go"), withDestinationPath: scratch.file("go/bin/go"))
    #expect(try find("fmt/print.go", ["PATH": "no:bin"])?.way == .goSources)
  }

  /// Any folder may have a main.go, and folders above the root of a project are not searched.
  static let strangers = [
    "/ci/other/x.go", "main/x.go", "/a/home/y.go", "/a/../x.go", "/x\0.go",
  ]
  @Test(arguments: strangers)
  func noFileIsTakenForAnotherUnlessSomebodySaidWhereToLook(_ name: String) throws {
    try make(["home/app/x.go", "home/y.go", "home/app/go.mod"])
    let folder = scratch.file("home/app")
    let run = try Program.shell(
      "cd \"$1\" && printf 'goroutine profile: total 1\\n1 @ 0x1\\n#\\t0x1\\tmain.f+0x1\\t%s:1\\n' \"$2\" | HOME= \"$program\" list f -",
      folder, name.replacing("\0", with: ""))
    #expect(run.status == 2, "\(run.text)")
  }
}
