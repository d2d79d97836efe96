import Testing

@testable import ProfileAnalysis

@Suite struct PathLayoutTests {
  private static func facts(
    _ path: String, by layout: String? = nil, isWhole: Bool = true
  ) throws -> PathFacts? {
    let bytes = Array(path.utf8)
    if let layout { return try PathLayout(layout).facts(of: bytes[...], isWhole: isWhole) }
    return PathLayout.known.lazy.compactMap { $0.facts(of: bytes[...], isWhole: true) }.first
  }

  /// `service version instance time kind attributes`, with `-` for missing facts.
  private static func text(_ facts: PathFacts?) -> String {
    guard let facts else { return "none" }
    let names = [facts.service, facts.version, facts.instance].map { $0 ?? "-" }
    let time = facts.time.map { "\($0 / 1_000_000_000)" } ?? "-"
    let attributes = facts.attributes.map { "\($0.name)=\($0.value)" }
    return (names + [time, facts.kind ?? "-"] + attributes).joined(separator: " ")
  }

  /// 2026-11-01T12:00:00Z
  private static let noon = 1_793_534_400

  static let known: [(path: String, facts: String)] = [
    (
      "dt=2026-11-01/pod=router-1/2026-11-01T12:00:00Z.heap.pb.gz",
      "- - router-1 \(noon) heap dt=2026-11-01 pod=router-1"
    ),
    ("service=shop/version=1.2/host=h1/pod=p1/cpu.pb.gz", "shop 1.2 p1 - cpu host=h1 pod=p1"),
    ("data/node=n1/heap.pb.gz", "- - n1 - heap node=n1"),
    (
      "router/1.41.0/router-7d9-05d50/2026-11-01T12:00:00Z.goroutine.pb.gz",
      "router 1.41.0 router-7d9-05d50 \(noon) goroutine"
    ),
    (
      "router/1.41.0/router-0/20261101T1200.goroutine.debug2.txt.gz",
      "router 1.41.0 router-0 \(noon) goroutine"
    ),
    ("router-0/20261101T120000Z.heap.pb.gz", "- - router-0 \(noon) heap"),
    ("router-0/1793534400.allocs.pprof", "- - router-0 \(noon) allocs"),
    ("router-0/1793534400000.profile.prof", "- - router-0 \(noon) cpu"),
    ("2026-11-01T12-00-00Z-router-0-heap.pb.gz", "- - router-0 \(noon) heap"),
    ("1793534400-a-b-c-cpu.pb", "- - a-b-c \(noon) cpu"),
    ("2026-11-01/router/12-00-00-heap.pprof", "router - - \(noon) heap"),
    ("20261101/router/1200-cpu.pb.gz", "router - - \(noon) cpu"),
    ("router/heap/2026-11-01/12:00:00.pprof.gz", "router - - \(noon) heap"),
    (
      "P0.router/cpu/bpc00mript33iv4net00,dc=fra1,pod=router-3",
      "router - router-3 - cpu digest=bpc00mript33iv4net00 dc=fra1 pod=router-3"
    ),
    ("router-0/heap.pb.gz", "none"), ("a/b/c/d/e.pb.gz", "none"), ("router-0-heap.pb.gz", "none"),
    ("pod-a.pb.gz", "none"), ("router-0/20261101T120000Z.heap.json", "none"), ("", "none"),
    ("router-0/20261101T120000Z.heaps.pb.gz", "none"),
    ("2026-13-01/router/12-00-00-heap.pprof", "none"),
    ("2026-11-01/router/25-00-00-heap.pprof", "none"), ("=/x.pb", "none"), ("a b=c/x.pb", "none"),
    ("router-0/9999999999.heap.pb.gz", "none"), ("debug=2", "none"), ("night/debug=2", "none"),
  ]
  @Test(arguments: known)
  func aKnownLayoutTells(_ path: String, _ expected: String) throws {
    #expect(Self.text(try Self.facts(path)) == expected)
  }

  static let own: [(layout: String, path: String, facts: String)] = [
    ("{region}/{instance}.{*}.pb.gz", "eu/pod-1.x.y.pb.gz", "- - pod-1 - - region=eu"),
    ("{instance}/{time}.{kind}.pb.gz", "deep/below/a/1793534400.cpu.prof", "- - a \(noon) cpu"),
    ("{instance}-{n}.pb", "a-b-c.pb.gz", "- - a - - n=b-c"),
    ("logs/{instance}/{*}", "logs/a/b", "- - a - -"), ("logs/{instance}/{*}", "log/a/b", "none"),
    ("{instance}{*}.pb", "abc.pb", "- - a - -"),
    ("{date}/{instance}_{time}", "2026-11-01/a_12-00", "- - a \(noon) -"),
    ("{service}@{version}/{*}", "shop@1.2/x", "shop 1.2 - - -"),
    ("key=value", "x/pod=a/b.pb.gz", "- - a - - pod=a"),
  ]
  @Test(arguments: own)
  func aLayoutOfOnesOwnFitsTheEndOfAPath(
    _ layout: String, _ path: String, _ expected: String
  ) throws {
    #expect(Self.text(try Self.facts(path, by: layout, isWhole: false)) == expected)
  }

  static let wrong = [
    "", "a/b", "{instance", "instance}", "{}", "{a}/{a}", "/{instance}", "{a}//{b}", "{*}",
    "{a{b}}",
    String(repeating: "{*}", count: 40) + "{instance}",
  ]
  @Test(arguments: wrong)
  func aLayoutThatIsNoneIsRefused(_ text: String) {
    #expect(throws: PathLayoutError.self) { try PathLayout(text) }
  }

  @Test func theFirstOfThoseThatFitMostIsTaken() {
    var survey = LayoutSurvey()
    for path in ["a/1793534400.cpu.pb", "b/1793534401.cpu.pb", "README", "1793534401-x-cpu.pb"] {
      survey.add(Array(path.utf8)[...])
    }
    #expect(survey.paths == 4)
    #expect(
      survey.ranked.map(\.layout.text) == [
        "{instance}/{time}.{kind}.pb.gz", "{time}-{instance}-{kind}.pb.gz",
      ])
    #expect(survey.ranked.map(\.count) == [2, 1])
  }

  /// The time for a name that almost fits everywhere must not grow with the number of ways to fit.
  @Test func aHostileNameTakesNoTime() throws {
    let layout = try PathLayout("{a}-{b}-{c}-{d}-{e}-{f}-{g}-{h}-{*}!")
    let path = [UInt8](repeating: UInt8(ascii: "-"), count: 255)
    #expect(layout.facts(of: path[...], isWhole: true) == nil)
    let endless = [UInt8](repeating: UInt8(ascii: ","), count: 1 << 16)
    #expect(try PathLayout("{a},{b}!").facts(of: endless[...], isWhole: true) == nil)
  }

  @Test func bytesThatAreNoTextAreShown() throws {
    let path = Array("p".utf8) + [0xFF] + Array("/1793534400.cpu.pb".utf8)
    let facts = PathLayout.known.lazy.compactMap { $0.facts(of: path[...], isWhole: true) }.first
    #expect(facts?.instance == "p\\xff")
  }

  static let moments: [(text: String, seconds: Double?)] = [
    ("2026-11-01T12:00:00Z", 1_793_534_400), ("2026-11-01T14:00:00+02:00", 1_793_534_400),
    ("2026-11-01T10:30:00-01:30", 1_793_534_400), ("2026-11-01T12:00:00.5Z", 1_793_534_400.5),
    ("2026-11-01T12:00", 1_793_534_400), ("1793534400", nil), ("2026-11-01", nil), ("2h", nil),
    ("2026-11-01T12:00:00Zx", nil), ("2026-11-01T12:00:00+2", nil), ("", nil),
  ]
  @Test(arguments: moments)
  func aMomentIsRead(_ text: String, _ seconds: Double?) {
    #expect(MomentText.nanoseconds(of: text).map { Double($0) / 1e9 } == seconds)
  }
}
