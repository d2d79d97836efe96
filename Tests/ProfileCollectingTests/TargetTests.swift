import ProfileFetching
import ProfileSystem
import Testing

@testable import ProfileCollecting

@Suite struct TargetTests {
  @Test(arguments: ["router", "router/v1.4/router-0", "a_b-c.d", "x/y", "127.0.0.1-6060"])
  func aNameOfOneToThreePartsIsTaken(_ name: String) throws {
    #expect(try TargetName(name).description == name)
  }

  @Test(arguments: [
    "", "/", "a/", "/a", "a//b", "a/b/c/d", ".a", "a/.b", "..", "a b", "ä", "a\u{1b}[2J", "a:b",
    "a\\b", "a\n",
  ])
  func anyOtherIsRefused(_ name: String) {
    #expect(throws: CollectError.badName(name)) { try TargetName(name) }
  }

  static let arguments: [(argument: String, name: String, url: String)] = [
    ("http://10.0.0.7:6060", "10.0.0.7-6060", "http://10.0.0.7:6060"),
    ("router=http://10.0.0.7:6060/x", "router", "http://10.0.0.7:6060/x"),
    ("a/b/c=https://h/debug/pprof/heap?gc=1", "a/b/c", "https://h/debug/pprof/heap?gc=1"),
    ("http://h/debug/pprof/heap?gc=1", "h", "http://h/debug/pprof/heap?gc=1"),
    ("http://[::1]:6060", "1--6060", "http://[::1]:6060"),
    ("http+unix://%2Frun%2Fapp.sock", "app.sock", "http+unix://%2Frun%2Fapp.sock"),
    ("me=http://user:secret@h:1", "me", "http://***@h:1"),
  ]

  @Test(arguments: arguments)
  func anArgumentIsANameAndAnAddress(_ argument: String, _ name: String, _ url: String) throws {
    let target = try CollectTarget(argument, settings: FetchSettings(), profiles: [])
    #expect(target.name.description == name)
    #expect(target.url.text == url)
  }

  @Test(arguments: ["router", "10.0.0.7:6060", "a=b", "ftp://h/x", "=http://h", ""])
  func whatIsNoAddressIsRefused(_ argument: String) {
    #expect(throws: CollectError.self) {
      try CollectTarget(argument, settings: FetchSettings(), profiles: [])
    }
  }

  static let requests: [(url: String, profiles: String, asked: [String])] = [
    (
      "http://h:1", "heap.debug1,goroutine,cpu",
      [
        "http://h:1/debug/pprof/goroutine", "http://h:1/debug/pprof/heap?debug=1&gc=1",
        "http://h:1/debug/pprof/profile?seconds=7",
      ]
    ),
    ("http://h/prefix/", "goroutine.debug2", ["http://h/prefix/debug/pprof/goroutine?debug=2"]),
    ("http://h/debug/pprof", "mutex", ["http://h/debug/pprof/mutex"]),
    (
      "http://h/x/debug/pprof/", "wall=/debug/fgprof?seconds=5", ["http://h/debug/fgprof?seconds=5"]
    ),
    ("http://h/debug/pprof/heap?gc=1", "goroutine", ["http://h/debug/pprof/heap?gc=1&seconds=7"]),
  ]

  @Test(arguments: requests)
  func profilesAreAskedForWhereTheyAre(_ url: String, _ profiles: String, _ asked: [String]) throws
  {
    var settings = FetchSettings()
    settings.seconds = 7
    let target = try CollectTarget(
      url, settings: settings, profiles: CollectedProfile.list(profiles))
    #expect(target.requests(collectsGarbage: true).map(\.url.text) == asked)
    #expect(target.settings.seconds == nil)
  }
}

@Suite struct CollectedProfileTests {
  @Test func whatDisturbsComesLast() throws {
    let names = try CollectedProfile.list("cpu,w=/x,goroutine.debug2,heap,goroutine,heap").map(
      \.name)
    #expect(names == ["goroutine", "heap", "goroutine.debug2", "cpu", "w"])
    #expect(try CollectedProfile.list("all").count == 11)
    #expect(CollectedProfile.usual.map(\.name) == ["goroutine", "heap", "heap.debug1"])
  }

  @Test(arguments: ["", "heep", "heap,", "w=x", "=/x", "a/b=/x", ".w=/x", "w=", "Heap"])
  func whatIsNoProfileIsNamed(_ list: String) {
    #expect(throws: CollectError.self) { try CollectedProfile.list(list) }
  }

  @Test func twoProfilesOfOneNameAreRefused() {
    for list in ["goroutine,goroutine=/other", "x=/a,x=/b"] {
      let name = list.hasPrefix("x") ? "x" : "goroutine"
      #expect(throws: CollectError.kindTwice(name)) { try CollectedProfile.list(list) }
    }
  }

  static let kinds: [(list: String, kind: String?, stopsService: Bool)] = [
    ("goroutine.debug2", "goroutine", true), ("goroutine.debug1", "goroutine", false),
    ("d=/debug/pprof/goroutine?debug=2", "goroutine", true),
    ("d=/app/debug/pprof/goroutine?x=1&debug=3", "goroutine", true),
    ("d=/debug/pprof/goroutine?debug=1", "goroutine", false), ("d=/goroutine?debug=2", nil, false),
    ("allocs", "heap", false), ("cpu", "cpu", false), ("c=/debug/pprof/profile", "cpu", false),
    ("w=/debug/fgprof", nil, false), ("w=/debug/pprof/own", nil, false),
  ]

  /// The name is the user's choice; what the service does depends on the path.
  @Test(arguments: kinds)
  func thePathTellsTheKind(_ list: String, _ kind: String?, _ stopsService: Bool) throws {
    let profile = try #require(CollectedProfile.list(list).first)
    #expect(profile.kind == kind)
    #expect(profile.stopsService == stopsService)
  }
}

@Suite struct TargetsFileTests {
  private func read(_ text: String) throws -> TargetsFile {
    try TargetsFile(text) { ["HOST": "10.0.0.7", "EMPTY": ""][$0] }
  }

  @Test func aLineIsAServiceWithOptions() throws {
    let file = try read(
      """
      # all of them
      router/v1/0   http://${HOST}:6060  profiles=goroutine,heap timeout=20s insecure  # the first

      \tapi\thttps://api.internal/?a=b#c header=X-Key:env:KEY\r
      odd http://$HOST:${EMPTY}1/$
      """)
    #expect(file.entries.map(\.name) == ["router/v1/0", "api", "odd"])
    #expect(file.entries.map(\.line) == [2, 4, 5])
    #expect(
      file.entries.map(\.url) == [
        "http://10.0.0.7:6060", "https://api.internal/?a=b#c", "http://$HOST:1/$",
      ])
    #expect(
      file.entries[0].options == [
        .init(name: "profiles", value: "goroutine,heap"), .init(name: "timeout", value: "20s"),
        .init(name: "insecure", value: nil),
      ])
    #expect(file.entries[1].options == [.init(name: "header", value: "X-Key:env:KEY")])
  }

  @Test func whatIsWrongIsSaidWithItsLine() {
    #expect(throws: CollectError.line(2, "expected a name and an address")) {
      try read("a http://h\nrouter")
    }
    #expect(throws: CollectError.line(1, "the variable NOPE is not set")) {
      try read("a http://${NOPE}")
    }
    #expect(throws: CollectError.noTargets) { try read("# nothing\n\n") }
    let many = String(repeating: "a http://h\n", count: TargetsFile.most + 1)
    #expect(throws: CollectError.tooManyTargets(TargetsFile.most)) { try read(many) }
  }

  /// No text crashes the program.
  @Test func anyTextIsReadOrRefused() {
    for text in [
      "${", "a ${", "a ${}", "a $", "$", "a http://h =", "a http://h ==", "\u{0}", "a b c=${X", "#",
    ] {
      _ = try? read(text)
    }
  }
}
