import ProfileSystem
import Testing

@testable import ProfileSymbols

@Suite struct BinarySearchPathTests {
  @Test func foldersComeFromOptionsThenFromTheEnvironment() {
    let searchPath = BinarySearchPath(
      ["/a:/b", "/c"], environment: Array("/d::/a".utf8), home: Array("/home/me".utf8))
    #expect(searchPath.folders == ["/a", "/b", "/c", "/d", "/home/me/pprof/binaries"])
    #expect(BinarySearchPath([], environment: nil, home: []).folders.isEmpty)
  }

  static let wanted: [(file: String, id: String, paths: [String])] = [
    ("/usr/bin/app", "", ["/f/usr/bin/app", "/f/app", "/usr/bin/app"]),
    (
      "/usr/bin/app", "abcdef",
      [
        "/f/abcdef/app", "/f/.build-id/ab/cdef.debug", "/f/ab/cdef.debug", "/f/usr/bin/app",
        "/f/app", "/usr/bin/app",
      ]
    ),
    ("", "abcdef", ["/f/.build-id/ab/cdef.debug", "/f/ab/cdef.debug"]),
    ("app", "", ["/f/app", "/f/app", "app"]),
    // A deleted file may have been replaced by another build.
    ("/app (deleted)", "", ["/f/app", "/f/app"]),
    // A path in a profile cannot lead out of the folder.
    ("/x/../../etc/passwd", "", ["/x/../../etc/passwd"]),
    ("/app", "../../etc", ["/f/app", "/f/app", "/app"]),
    ("/app", "a/b", ["/f/app", "/f/app", "/app"]), ("/app", "", ["/f/app", "/f/app", "/app"]),
  ]
  @Test(arguments: wanted)
  func aBinaryIsLookedForByBuildAndPathAndName(_ file: String, _ id: String, _ paths: [String]) {
    let searchPath = BinarySearchPath(["/f"], environment: nil, home: nil)
    let found = searchPath.candidates(file: Array(file.utf8), buildID: id)
    #expect(found.map(\.text) == paths)
  }
}
