import Testing

@testable import pproftool

@Suite struct SourceNameTests {
  private func name(_ text: String) -> SourceName { SourceName(Array(text.utf8)) }

  static let cached: [(name: String, path: String?)] = [
    (
      "github.com/BurntSushi/toml@v1.2.3/decode.go", "github.com/!burnt!sushi/toml@v1.2.3/decode.go"
    ),
    (
      "/home/ci/go/pkg/mod/github.com/!burnt!sushi/toml@v1.2.3/Decode.go",
      "github.com/!burnt!sushi/toml@v1.2.3/Decode.go"
    ),
    ("example.com/A/v2@v2.0.0-RC1/x/Y.go", "example.com/!a/v2@v2.0.0-!r!c1/x/Y.go"),
    (#"C:\go\pkg\mod\gopkg.in\yaml.v3@v3.0.1\yaml.go"#, "gopkg.in/yaml.v3@v3.0.1/yaml.go"),
    ("/tmp/@work/main.go", nil), ("runtime/proc.go", nil), ("a/../b@v1/x.go", nil),
    ("b@v1/x\0.go", nil),
  ]
  @Test(arguments: cached)
  func capitalsOfAModuleStandAsInItsCache(_ text: String, _ path: String?) {
    let paths = name(text).inModuleCache
    #expect(path.map(paths.contains) ?? paths.isEmpty, "\(paths)")
  }

  static let below: [(name: String, path: String)] = [
    ("runtime/proc.go", "runtime/proc.go"), ("$GOROOT/src/runtime/proc.go", "runtime/proc.go"),
    ("/usr/local/go/src/net/http/server.go", "net/http/server.go"),
    ("C:/Program Files/Go/src/fmt/print.go", "fmt/print.go"),
    (
      "vendor/golang.org/x/net/http2/hpack/hpack.go", "vendor/golang.org/x/net/http2/hpack/hpack.go"
    ),
    ("/go/src/app/src/x.go", "app/src/x.go"),
  ]
  @Test(arguments: below)
  func sourcesOfGoAreWhatFollowsSrc(_ text: String, _ path: String) {
    #expect(name(text).belowSrc.contains(path))
  }

  static let vendored: [(name: String, path: String)] = [
    ("/ci/app/vendor/github.com/a/b/x.go", "vendor/github.com/a/b/x.go"),
    ("github.com/a/b/v2@v2.1.0/c/x.go", "vendor/github.com/a/b/v2/c/x.go"),
    ("github.com/a/b/x.go", "vendor/github.com/a/b/x.go"),
  ]
  @Test(arguments: vendored)
  func vendorFoldersHaveModulesWithoutVersions(_ text: String, _ path: String) {
    #expect(name(text).inVendor.contains(path))
  }

  static let modules: [(name: String, module: String, path: String?)] = [
    ("example.com/app/cmd/x.go", "example.com/app", "cmd/x.go"), ("main/x.go", "main", "x.go"),
    ("example.com/app@v1.2.3/x.go", "example.com/app", "x.go"),
    ("example.com/application/x.go", "example.com/app", nil),
    ("/go/src/example.com/app/x.go", "example.com/app", "x.go"),
    ("other/example.com/app/x.go", "example.com/app", nil), ("main", "main", nil),
    ("x.go", "", nil),
  ]
  @Test(arguments: modules)
  func filesOfAModuleFollowItsPath(_ text: String, _ module: String, _ path: String?) {
    #expect(name(text).inModule(module) == path)
  }

  static let tails: [(name: String, least: Int, tails: [String])] = [
    ("/a/b/c.go", 1, ["a/b/c.go", "b/c.go", "c.go"]), ("/a/b/c.go", 2, ["a/b/c.go", "b/c.go"]),
    ("a/b/c.go", 1, ["b/c.go", "c.go"]), ("c.go", 1, []), ("/c.go", 1, ["c.go"]),
    ("/a/../c.go", 1, []),
    (#"C:\a\b.cs"#, 2, ["a/b.cs"]),
  ]
  @Test(arguments: tails)
  func endsOfANameComeLongestFirst(_ text: String, _ least: Int, _ tails: [String]) {
    #expect(name(text).tails(of: least) == tails)
  }

  @Test(arguments: [
    String(repeating: "a/", count: 65) + "b@v1/x.go", String(repeating: "x", count: 5000),
  ])
  func whatNoSystemOpensIsNotTakenApart(_ text: String) {
    #expect(name(text).tails(of: 1).isEmpty && name(text).inModuleCache.isEmpty)
  }
}
