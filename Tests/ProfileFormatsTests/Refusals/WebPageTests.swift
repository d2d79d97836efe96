import Testing

@testable import ProfileFormats

@Suite struct WebPageTests {
  @Test(arguments: [
    "<module>;main 5", "<init> 5", "<?xml version=\"1.0\"?><svg></svg>", "< html>", "a <html>",
    "<!DOCTYPE svg><svg/>", "<", "",
  ])
  func otherTextsAreNoPages(_ text: String) {
    #expect(!WebPage.isPage(Array(text.utf8)[...]))
  }

  static let pages: [(page: String, text: String?)] = [
    ("<title></title><title>b</title><h1>c</h1>", "b"),
    ("<h1></h1><p>a</p><h1>b</h1><h1>c</h1>", "b"),
    ("<title>a<b", "a"), ("<!-- <title>a</title>", nil),
    ("<p>a &amp &#x41;&#0;&#xD800;&x; b", "a &amp A &#xD800;&x; b"),
    ("<style>a</style><script>b</script>", nil), ("<script>a", nil), ("<P>1 < 2", "1 < 2"),
  ]

  @Test(arguments: pages)
  func wordsAreTheTitleTheHeadingOrTheFirst(_ page: String, _ text: String?) {
    let found = WebPage.words(of: Array(page.utf8)[...])
    #expect(found.map { String(decoding: $0, as: UTF8.self) } == text)
  }

  /// Inputs that cause backtracking in other parsers take linear time.
  @Test(arguments: ["<", "<a ", "<!--", "&", "<title>", "</title>", "<script>", "<h1></h1>"])
  func repetitionTakesNoTime(_ part: String) {
    let page = String(repeating: part, count: (64 << 10) / part.utf8.count)
    let time = ContinuousClock().measure { _ = WebPage.words(of: Array(page.utf8)[...]) }
    #expect(time < .seconds(5))
  }
}
