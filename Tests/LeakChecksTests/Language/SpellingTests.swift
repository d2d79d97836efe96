import ProfileAnalysis
import Testing

@testable import LeakChecks

@Suite struct SpellingTests {
  private static let functions: KeyValuePairs<String, Int> = [
    "example.com/svc/buffer.(*Stream).listen": 12, "net/http.(*conn).serve": 3,
  ]

  /// Selectors that match nothing, and the message about them; nil where 0 is a normal value.
  static let selectors: [(selector: String, doubt: String?)] = [
    ("frame:Strem.listen", "frame:Strem.listen matches nothing; near: (*Stream).listen"),
    ("frame:/Stream.*Listen$/", "near: (*Stream).listen"),
    ("frame:/stream\\b.*listen/", "near: (*Stream).listen"),
    ("site:Straem", "near: (*Stream).listen"),
    ("package:example.com/svc/bufer", "near: example.com/svc/buffer"),
    ("file:mian.go", "file:mian.go matches nothing; near: /src/main.go"),
    ("file:manin.go", "file:manin.go matches nothing; near: /src/main.go"),
    ("frame:.*listen", "a regular expression stands between slashes"),
    ("frame:^buffer", "a regular expression stands between slashes"),
    ("frame:listen$", "a regular expression stands between slashes"),
    ("frame:Stream\\.listen", "a regular expression stands between slashes"),
    ("frame:/Q\\[go.shape.int\\]/", "names have [...] instead of type arguments"),
    ("label.tenant:acme", "no sample has the label 'tenant'; there are no labels"),
    ("-frame:Strem.listen", nil), ("frame:(*Stream).listen", nil), ("frame:listen", nil),
    ("frame:(*Stream).close", nil), ("frame:/Stream..close$/", nil),
    ("leaf:main.main", nil), ("frame:fp|lis", nil), ("fp:0000", nil), ("state:select", nil),
    ("frame:Strem.listen|(*conn).serve", nil),
  ]

  @Test(arguments: selectors)
  func aTermThatMatchesNothingMayBeMisspelt(_ selector: String, _ doubt: String?) throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", goroutines(Self.functions))])
    let spelling = SelectorSpelling(snapshotSet.groups)
    let found = spelling.doubt(about: try SampleSelector(selector))
    #expect((found == nil) == (doubt == nil), "\(found ?? "")")
    if let doubt { #expect(found?.contains(doubt) == true, "\(found ?? "")") }
  }

  @Test(arguments: [
    ("count(frame:Strem.listen) <= 5", Outcome.undecided),
    ("a?: count(frame:Strem.listen) <= 5", .pass),
  ])
  func anOptionalRuleIsTakenAsItStands(_ text: String, _ outcome: Outcome) throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", goroutines(Self.functions))])
    let set = try RuleSet(files: [], assertions: [Assertion(text, allowsID: true)])
    let today = try #require(CalendarDate("2026-11-24"))
    let report = try CheckReport(set, on: snapshotSet, today: today)
    #expect(report.verdicts.map(\.outcome) == [outcome])
    var policy = CheckReport.Policy()
    policy.allowsUnknown = true
    #expect(report.exitStatus(policy) == (outcome == .pass ? 0 : 2))
  }

  /// Stacks without names, as each threadcreate profile has them, may match whatever is asked for.
  @Test func namelessStacksDoNotHideAMisspelling() throws {
    let files = try snapshotSet([
      ("goroutine.txt", goroutines(Self.functions)),
      ("other.txt", "goroutine profile: total 7\n7 @ 0x1 0x2\n\n"),
    ])
    let spelling = SelectorSpelling(files.groups)
    let selector = try SampleSelector("frame:Strem.listen")
    #expect(spelling.doubt(about: selector)?.contains("near: (*Stream).listen") == true)
    #expect(spelling.unmatched(selector) == ["frame:Strem.listen"])
    let nameless = try snapshotSet([("other.txt", "goroutine profile: total 7\n7 @ 0x1 0x2\n\n")])
    #expect(SelectorSpelling(nameless.groups).unmatched(selector).isEmpty)
  }

  static let similar: [(selector: String, name: String?)] = [
    ("frame:(*Strm).listen", "(*Stream).listen"), ("frame:(*con).serve", "(*conn).serve"),
    ("frame:(*Stream).lstn|close", "(*Stream).listen"), ("frame:(*Stream).close", nil),
    ("frame:listen", nil), ("-frame:(*Strm).listen", nil),
    ("state:select", nil), ("frame:(*Strm).close", nil),
  ]

  /// Only a typing error affects the verdict, not a more distant name.
  @Test(arguments: similar)
  func aNameThatIsOnlySimilarIsSaid(_ selector: String, _ name: String?) throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", goroutines(Self.functions))])
    let spelling = SelectorSpelling(snapshotSet.groups)
    let terms = try SampleSelector(selector)
    #expect(spelling.doubt(about: terms) == nil)
    #expect(spelling.likeUnmatched(terms).values.first == name)
  }

  /// What looks misspelt and yet decides nothing.
  @Test(arguments: [
    ("-frame:Strem.listen", ["-frame:Strem.listen"]), ("-frame:(*Stream).close", []),
    ("frame:Strem.listen|(*conn).serve", ["frame:Strem.listen"]),
    ("frame:(*Stream).close|(*conn).serve", []), ("frame:Strem.listen", []),
    ("-label.tenant:acme", ["-label.tenant:acme"]), ("frame:Strem|bufer", []),
  ])
  func aSlipOfAnAlternativeIsSaid(_ selector: String, _ doubtful: [String]) throws {
    let snapshotSet = try snapshotSet([("goroutine.txt", goroutines(Self.functions))])
    let selector = try SampleSelector(selector)
    #expect(SelectorSpelling(snapshotSet.groups).doubtful(selector) == doubtful)
    let rule = try RuleSet(
      files: [], assertions: [Assertion("count(\(selector)) <= 5", allowsID: true)])
    let today = try #require(CalendarDate("2026-11-24"))
    let verdict = try CheckReport(rule, on: snapshotSet, today: today).verdicts[0]
    #expect(doubtful.allSatisfy(verdict.unmatched.contains))
  }

  static let words: [(String, String, Bool)] = [
    ("stream", "stream", true), ("strem", "stream", true), ("streaam", "stream", true),
    ("straem", "stream", true), ("streak", "stream", true), ("sterma", "stream", false),
    ("strea", "streams", false), ("", "", true), ("a", "b", true), ("ab", "ba", true),
  ]

  @Test(arguments: words)
  func wordsAreOneLetterApart(_ word: String, _ other: String, _ areNear: Bool) {
    #expect(SpelledWords.isOneApart(Array(word.utf8), Array(other.utf8)) == areNear)
    #expect(SpelledWords.isOneApart(Array(other.utf8), Array(word.utf8)) == areNear)
  }
}
