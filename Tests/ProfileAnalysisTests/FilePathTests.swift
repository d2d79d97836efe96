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
