import Testing

@testable import ProfileServing

@Suite struct RequestGuardTests {
  private static let token = AccessToken([UInt8](repeating: 0xA7, count: 16))
  private static let home = "/\(token.text)/"
  private static let local = [("Host", "127.0.0.1:8080")]

  private static func status(
    _ method: String, _ target: String, _ headers: [(String, String)] = local,
    hosts: [String] = [], isRemote: Bool = false
  ) -> Int {
    let checks = RequestGuard(token, hosts: hosts, isRemote: isRemote, posts: ["upload", "again"])
    let request = HTTPRequest(method, Array(target.utf8), headers.map { (name: $0, value: $1) })
    switch checks.decide(request) {
    case .admit: return 200
    case .refuse(let answer): return answer.status
    }
  }

  static let hosts: [(host: [String], status: Int)] = [
    (["127.0.0.1"], 200), (["127.0.0.1:1"], 200), (["localhost"], 200), (["LocalHost:9000"], 200),
    (["[::1]"], 200), (["[::1]:80"], 200), ([], 421), (["localhost", "localhost"], 421),
    (["evil.example"], 421), (["127.0.0.1.evil"], 421), (["localhost."], 421),
    (["localhost.:80"], 421), (["localhost:"], 421), (["localhost:8o"], 421), ([""], 421),
    (["[::1"], 421), (["::1"], 421), (["evil.example:127.0.0.1"], 421), (["localhost:1:2"], 421),
    (["localhost "], 421), (["127.1"], 421), (["0.0.0.0"], 421),
  ]
  @Test(arguments: hosts)
  func onlyThisMachinesNamesAreAnswered(_ host: [String], _ status: Int) {
    #expect(Self.status("GET", Self.home, host.map { ("hOsT", $0) }) == status)
  }

  @Test func othersAreAnsweredUnderTheNamesThatWereGivenAlone() {
    let asked = { (host: String) in
      Self.status("GET", Self.home, [("Host", host)], hosts: ["Box.example"], isRemote: true)
    }
    #expect(asked("box.EXAMPLE:443") == 200)
    #expect(asked("127.0.0.1") == 421)
    #expect(Self.status("GET", Self.home, [("Host", "box.example")], hosts: ["box.example"]) == 200)
  }

  static let targets: [(target: String, status: Int)] = [
    (home, 200), (home + "view?p=1", 200), ("/", 404), ("", 404), ("/view", 404),
    (String(home.dropLast()), 404), (String(home.dropLast()) + "x/", 404),
    ("/" + home, 404), (home.uppercased(), 404), ("http://127.0.0.1:8080\(home)", 404),
    ("*", 404), ("/%61" + home.dropFirst(2), 404), ("?" + home, 404),
    (home + "?" + String(repeating: "a", count: 8 << 10), 200),
    (home + "?" + String(repeating: "a", count: (8 << 10) + 1), 414),
    (home + "?a=%00", 400), (home + "?a=%4", 400), (home + "?a=%ff", 400), (home + "?a=1&a=2", 400),
  ]
  @Test(arguments: targets)
  func everyPathBeginsWithTheToken(_ target: String, _ status: Int) {
    #expect(Self.status("GET", target) == status)
  }

  static let methods: [(method: String, path: String, status: Int)] = [
    ("HEAD", "view", 200), ("OPTIONS", "", 405), ("OPTIONS", "upload", 405), ("PUT", "view", 405),
    ("POST", "view", 405), ("POST", "", 405), ("DELETE", "upload", 405), ("GET", "upload", 405),
    ("HEAD", "again", 405), ("TRACE", "", 405), ("get", "", 405),
  ]
  @Test(arguments: methods)
  func onlyTwoPathsTakeAPost(_ method: String, _ path: String, _ status: Int) {
    #expect(Self.status(method, Self.home + path) == status)
  }

  private static let good = [
    ("Host", "localhost:80"), ("Origin", "http://localhost:80"),
    ("Content-Type", "application/octet-stream"), ("Content-Length", "5"),
  ]
  static let changes: [(field: (String, String?), status: Int)] = [
    (("Sec-Fetch-Site", "same-origin"), 200), (("Sec-Fetch-Site", "cross-site"), 403),
    (("Sec-Fetch-Site", "same-site"), 403), (("Sec-Fetch-Site", "none"), 403),
    (("Origin", nil), 403), (("Origin", "null"), 403), (("Origin", "http://localhost"), 403),
    (("Origin", "http://localhost:8"), 403), (("Origin", "http://evil.example"), 403),
    (("Origin", "HTTP://LOCALHOST:80"), 200), (("Origin", "https://localhost:80"), 200),
    (("Origin", "http://localhost:80.evil"), 403),
    (("Content-Type", nil), 415), (("Content-Type", "text/plain"), 415),
    (("Content-Type", "application/octet-stream; x"), 415),
    (("Content-Length", nil), 411), (("Content-Length", "-1"), 411), (("Content-Length", "x"), 411),
    (("Content-Length", "67108864"), 200), (("Content-Length", "67108865"), 413),
    (("Transfer-Encoding", "chunked"), 400),
  ]
  @Test(arguments: changes)
  func aPostComesFromThePageItself(_ field: (String, String?), _ status: Int) {
    let headers =
      Self.good.filter { $0.0 != field.0 }
      + [field].compactMap { field in
        field.1.map { (field.0, $0) }
      }
    for path in ["upload", "again"] {
      #expect(Self.status("POST", Self.home + path, headers) == status)
    }
  }

  @Test func theChecksComeInOneOrder() {
    let evil = [("Host", "evil"), ("Origin", "null")]
    #expect(Self.status("PUT", "/", evil) == 421)
    #expect(Self.status("PUT", "/") == 404)
    #expect(Self.status("PUT", Self.home + "upload", Self.local + [("Origin", "null")]) == 405)
    #expect(Self.status("POST", Self.home + "upload", Self.local + [("Origin", "null")]) == 403)
    let long = Self.good.filter { $0.0 != "Content-Type" && $0.0 != "Content-Length" }
    #expect(
      Self.status("POST", Self.home + "upload", long + [("Content-Length", "99999999")]) == 415)
  }

  @Test func twoFieldsThatTellLengthsAreRefused() {
    #expect(
      Self.status(
        "GET", Self.home, Self.local + [("Content-Length", "1"), ("Content-Length", "1")]) == 400)
    let long = [("X", String(repeating: "x", count: 33 << 10))]
    #expect(Self.status("GET", Self.home, Self.local + long) == 431)
  }

  @Test func outsidersLearnNothing() {
    let checks = RequestGuard(Self.token, hosts: [], isRemote: false, posts: [])
    for (target, host) in [("/view", "localhost"), (Self.home, "evil"), ("/", "evil")] {
      let request = HTTPRequest("GET", Array(target.utf8), [(name: "host", value: host)])
      guard case .refuse(let answer) = checks.decide(request) else {
        Issue.record("it was admitted")
        continue
      }
      #expect(answer.body.isEmpty && answer.headers.isEmpty)
    }
  }

  @Test func aPathThatIsNoTextLeadsNowhere() {
    let checks = RequestGuard(Self.token, hosts: [], isRemote: false, posts: [])
    let target = Array((Self.home + "view").utf8) + [0xF9]
    let request = HTTPRequest("GET", target, [(name: "Host", value: "localhost")])
    #expect(checks.decide(request) == .refuse(HTTPAnswer(404)))
  }

  /// Who opens only the host and the port is told what is missing; any other wrong path is an empty answer.
  @Test func theRootWithoutTheSecretSaysWhatToOpen() {
    let checks = RequestGuard(Self.token, hosts: [], isRemote: false, posts: [])
    let answers = ["/", "/favicon.ico"].map { target in
      checks.decide(HTTPRequest("GET", Array(target.utf8), [(name: "Host", value: "localhost")]))
    }
    #expect(answers == [.refuse(RequestGuard.withoutToken), .refuse(HTTPAnswer(404))])
    #expect(String(decoding: RequestGuard.withoutToken.body, as: UTF8.self).hasSuffix("printed\n"))
  }

  @Test func whatIsAdmittedIsTakenApart() throws {
    let checks = RequestGuard(Self.token, hosts: [], isRemote: false, posts: [])
    let target = Self.home + "report/top?focus=a%2Bb+c&cum&x="
    let request = HTTPRequest("GET", Array(target.utf8), [(name: "Host", value: "localhost")])
    let query = RequestQuery([
      .init(name: "focus", value: "a+b c"), .init(name: "cum", value: ""),
      .init(name: "x", value: ""),
    ])
    #expect(checks.decide(request) == .admit(.init(path: "report/top", query: query)))
    #expect(query.text == "focus=a%2Bb%20c&cum=&x=")
  }
}
