import Testing

@testable import ProfileSystem
@testable import pproftool

@Suite struct SpellingTests {
  static let lines: [(given: String, normalized: String)] = [
    ("top --focus -x a", "top --focus -x a"), ("top -focus=a_b x", "top --focus=a_b x"),
    ("top -- -cum", "top -- -cum"), ("convert --rename -a=b x", "convert --rename -a=b x"),
    ("top --nth -1 x", "top --nth -1 x"), ("-http=:8080 x", "serve --listen localhost:8080 x"),
    ("-http localhost:1 x", "serve --listen localhost:1 x"),
    ("-http=: x", "serve --listen localhost:0 x"),
    ("top -n12 x", "top -n 12 x"), ("top -qn5k x", "top -q -n 5k x"), ("top -n-5 x", "top -n -5 x"),
    ("top -ox.json x", "top -o x.json x"), ("top -rqo/a x", "top -rq -o /a x"),
    ("top -output=x.json x", "top --output=x.json x"), ("top -fx.y x", "top -fx.y x"),
    ("top -symbolize=none x", "top x"), ("top -symbolize local x", "top -symbolize local x"),
    ("top -timeout 5 x", "top --timeout=5s x"), ("top -timeout=5s x", "top --timeout=5s x"),
    ("top -cum=F -lines=1 x", "top --granularity lines x"),
    ("top -rq x", "top -rq x"),
    ("top -tagroot=a x", "top --tagroot=a x"),
    ("-proto -output=x.pb.gz a b", "merge --output=x.pb.gz a b"),
    ("diff --runs a b", "compare a b"), ("-svg x", "-svg x"),
    ("top -diff_base x y", "top --diff-base x y"),
    ("list -n5 -list=x y", "list -n 5 -list=x y"),
  ]
  @Test(arguments: lines)
  func wordsAreBroughtIntoOneSpelling(_ given: String, _ normalized: String) {
    let line = NormalizedLine(given.split(separator: " ").map(String.init))
    #expect(line.arguments.joined(separator: " ") == normalized)
  }

  @Test func optionsOfTheProgramStandAnywhere() {
    let line = NormalizedLine(["--no-pager", "top", "--color", "always", "x", "--no-config"])
    #expect(line.arguments == ["top", "x"])
    #expect(line.program.color == .always && !line.program.hasPager && !line.program.hasProject)
    #expect(NormalizedLine(["top", "--", "--no-pager"]).arguments == ["top", "--", "--no-pager"])
    #expect(NormalizedLine(["top", "--color"]).program.problem != nil)
  }

  @Test func theNameOfACommandIsNoFile() {
    #expect(!NormalizedLine(["top"]).isLoneFile)
    #expect(NormalizedLine(["/"]).isLoneFile && NormalizedLine(["http://localhost/x"]).isLoneFile)
    #expect(
      NormalizedLine(["/", "--format", "json"]).arguments == ["info", "/", "--format", "json"])
  }

  static let numbers: [(text: String, number: Int?)] = [
    ("5", 5), ("5k", 5000), ("5K", 5000), ("2M", 2_000_000), ("5_000", 5000), ("-1", -1), ("0", 0),
    ("1_2_3", 123), ("", nil), ("k", nil), ("5_", nil), ("_5", nil), ("5__0", nil), ("5kk", nil),
    ("5.5k", nil), ("five", nil), ("9223372036854775807k", nil), ("5,000", nil),
  ]
  @Test(arguments: numbers)
  func numbersAreAsPeopleWriteThem(_ text: String, _ number: Int?) {
    #expect(WholeNumber.parse(text) == number)
  }

  static let times: [(text: String, seconds: Double?)] = [
    ("10m", 600), ("10min", 600), ("10 min", 600), ("2h", 7200), ("2hours", 7200), ("500ms", 0.5),
    ("1day", 86400), ("10", nil), ("min", nil), ("-1m", nil), ("10x", nil), ("10MB", nil),
    ("1h30m", 5400), ("2m30s", 150), ("30m1h", nil), ("1h1h", nil), ("1h30", nil),
  ]
  @Test(arguments: times)
  func timesAreAsPeopleWriteThem(_ text: String, _ seconds: Double?) {
    #expect(TimeLength.parse(text) == seconds)
  }
}

@Suite struct NearNameTests {
  private static let names = [
    "top", "tags", "traces", "tree", "convert", "compare", "format", "from",
  ]

  static let words: [(word: String, near: [String])] = [
    ("conv", ["convert"]), ("convrt", ["convert"]), ("converts", ["convert"]),
    ("convret", ["convert"]),
    ("t", []), ("tr", ["traces", "tree"]), ("TOP", ["top"]), ("tpo", []), ("tap", []),
    ("topmost", ["top"]),
    ("formt", ["format"]), ("zebra", []), ("", []),
  ]
  @Test(arguments: words)
  func namesAreFoundByTheirBeginnings(_ word: String, _ near: [String]) {
    #expect(NearNames.of(word, among: Self.names) == near)
  }

  @Test func whatPeopleMeanIsThere() {
    let facts = Dictionary(uniqueKeysWithValues: CommandFacts.all.map { ($0.name, $0) })
    for word in ["web", "svg", "text", "delta", "topproto"] {
      let command = MeantCommand.of(word)?.first ?? ""
      #expect(facts[command] != nil, "\(word)")
    }
    let options = Set(CommandFacts.all.flatMap { $0.options.flatMap(\.names) })
      .union(["--color", "--no-pager", "--help", "--help-all"])
    for word in ["json", "limit", "grep", "recurse", "colour", "md", "token"] {
      for meant in MeantOption.of(word, value: nil) {
        #expect(options.contains(String(meant.prefix { $0 != "=" })), "\(meant)")
      }
    }
  }
}
