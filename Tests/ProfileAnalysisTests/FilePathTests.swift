import Testing

@testable import ProfileAnalysis

@Suite struct FilePathTests {
  static let bases: [(String, String)] = [
    ("/usr/bin/tool", "tool"), ("tool", "tool"), ("/usr/bin/", "bin"), ("a//", "a"), ("/", "/"),
    ("///", "/"), ("", "."), ("[vdso]", "[vdso]"),
  ]

  @Test(arguments: bases)
  func baseIsTheLastPart(_ path: String, _ base: String) {
    #expect(String(decoding: FilePath.base(Array(path.utf8)[...]), as: UTF8.self) == base)
  }

  static let pairs: [(first: String, second: String, shown: [String])] = [
    ("a/b/c.pb", "a/d/c.pb", ["b/c.pb", "d/c.pb"]), ("/x/a", "/x/b", ["a", "b"]),
    ("/a/same", "/a/same", ["same", "same"]), ("a", "a/b/c", ["a", "a/b/c"]),
    ("a/b", "a/b/c", ["b", "b/c"]), ("/a", "a", ["/a", "a"]), ("", "", ["", ""]),
    ("x/a/", "x/a/", ["a/", "a/"]), ("x/a/", "x/b/", ["a/", "b/"]),
    ("2 profiles", "standard input", ["2 profiles", "standard input"]),
  ]

  @Test(arguments: pairs)
  func twoPathsAreToldWithoutWhatBothBeginWith(_ first: String, _ second: String, _ shown: [String])
  {
    let found = FilePath.told(first, from: second)
    #expect([found.0, found.1] == shown)
  }

  static let paths: [(String, String)] = [
    ("", "."), (".", "."), ("./", "."), ("/", "/"), ("//", "/"), ("a", "a"), ("a/", "a"),
    ("a//b", "a/b"), ("./a", "a"), ("a/./b", "a/b"), ("a/b/..", "a"), ("a/..", "."), ("..", ".."),
    ("../a", "../a"), ("../../a", "../../a"), ("a/../../b", "../b"), ("/..", "/"), ("/../a", "/a"),
    ("/a/b/../../..", "/"), ("a/.b", "a/.b"), ("a/..b", "a/..b"), ("...", "..."),
    ("/src/main.go", "/src/main.go"), (#"C:\a\..\b"#, #"C:\a\..\b"#),
  ]

  @Test(arguments: paths)
  func cleanPathIsTheShortest(_ path: String, _ clean: String) {
    #expect(String(decoding: FilePath.clean(Array(path.utf8)[...]), as: UTF8.self) == clean)
  }
}
