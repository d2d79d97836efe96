import ProfileSystem
import Testing

@Suite struct SystemPathTests {
  static let parts: [(path: SystemPath, folder: SystemPath, name: String)] = [
    ("heap", "", "heap"), ("a/b/heap", "a/b/", "heap"), ("/heap", "/", "heap"), ("a/", "a/", ""),
    ("", "", ""), ("//x", "//", "x"),
  ]

  @Test(arguments: parts)
  func aPathHasAFolderAndAName(_ path: SystemPath, _ folder: SystemPath, _ name: String) {
    #expect(path.folder == folder)
    #expect(Array(path.fileName) == Array(name.utf8))
    #expect(path.folder.appending(path.fileName) == path)
  }

  static let joined: [(folder: SystemPath, name: String, path: SystemPath)] = [
    ("a", "b", "a/b"), ("a/", "b", "a/b"), ("", "b", "b"), ("/", "b", "/b"), (".", "-b", "./-b"),
  ]

  @Test(arguments: joined)
  func aNameIsPutIntoAFolder(_ folder: SystemPath, _ name: String, _ path: SystemPath) {
    #expect(folder.appending(name) == path)
  }

  @Test func pathsAreInTheOrderOfTheirBytes() {
    let sorted: [SystemPath] = ["", "A", "a", "a-b", "a/b", "ab", SystemPath([0xFF])]
    #expect(sorted.shuffled().sorted() == sorted)
  }

  @Test func aNameWithAZeroByteIsNotFound() throws {
    let path = SystemPath(Array("/dev/null".utf8) + [0] + Array("x".utf8))
    #expect(try FileStatus.of(path) == nil)
    #expect(throws: SystemError.self) { try FileDescriptor.reading(path) }
    #expect(!FileSystem.isReadable(path))
  }

  @Test func patternsAreOfBytes() {
    let name = SystemPath([0x61, 0xFF, 0x62])
    for (pattern, isMatch) in [
      (SystemPath("a?b"), true), ("a*", true), ("*", true), ("?b", false),
      (SystemPath([0x61, 0xFF, 0x2A]), true), (SystemPath([0x61, 0xFE, 0x2A]), false),
    ] {
      #expect(FileSystem.matches(name, pattern: pattern) == isMatch)
    }
    #expect(!FileSystem.matches(".a", pattern: "*"))
  }
}
