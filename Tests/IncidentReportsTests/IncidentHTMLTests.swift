import Foundation
import ProfileAnalysis
import ProfileModel
import TestSupport
import Testing

@testable import IncidentReports

/// The HTML page of an incident.
@Suite struct IncidentHTMLTests {
  private static func all() throws -> String {
    try page(incident("incident/leaking", baseline: "incident/healthy", rules: leakRules))
  }

  /// The content security policy allows exactly the page's own scripts and styles.
  @Test func thePolicyNamesAllStyleSheets() throws {
    let text = try Self.all()
    let policy = try #require(text.firstMatch(of: #/Content-Security-Policy" content="([^"]*)"/#)).1
    #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
    let styles = Set(text.matches(of: #/<style>([^<]*)<\/style>/#).map { String($0.1) })
    #expect(styles.count == 3)
    let allowed = policy.split(separator: "; ").first { $0.hasPrefix("style-src") } ?? ""
    #expect(allowed.split(separator: " ").count == styles.count + 1)
    #expect(!text.contains(" style=\""))
    #expect(text.firstMatch(of: #/ on[a-z]+="/#) == nil)
    #expect(text.firstMatch(of: #/(src|href)="[^#]/#) == nil)
  }

  @Test func eachPictureHasItsData() throws {
    let text = try Self.all()
    let sets = text.matches(of: #/data-set="(s\d+-)"/#).map { String($0.1) }
    #expect(sets == ["s0-", "s1-", "s2-", "s3-"])
    for set in sets {
      for block in ["head", "names", "tree"] {
        #expect(text.contains("<script type=\"application/octet-stream\" id=\"\(set)\(block)\">"))
      }
    }
    #expect(text.contains("id=\"viewer\">"))
  }

  @Test func sectionsHaveHeadingsAndLinks() throws {
    let text = try Self.all()
    let ids = text.matches(of: #/<section id="([a-z-]+)"/#).map { String($0.1) }
    #expect(
      ids == ["what-happened", "rules", "goroutines", "memory", "cpu", "pictures", "saved"])
    for id in ids {
      #expect(text.contains("<h2 id=\"\(id)-title\">"))
      #expect(text.contains("<a href=\"#\(id)\">"))
    }
  }

  /// All texts equal those of the Markdown: both are written from the same sections.
  @Test func bothFormsHaveTheSameNumbers() throws {
    let incident = try incident("leak/series-leaking", rules: leakRules)
    let numbers = { (text: String) in
      Set(text.matches(of: #/\d[\d,.]*\d/#).map { String($0.0) })
    }
    let html = try page(incident).replacing(
      #/<(script|style|svg)[^>]*>.*?<\/(script|style|svg)>/#.dotMatchesNewlines(), with: ""
    )
    .replacing(#/<[^>]*>/#, with: " ").replacing("&gt;", with: ">")
    let missing = try numbers(markdown(incident)).subtracting(numbers(html))
    #expect(missing == [])
  }

  /// Twenty-four rounds of three profiles.
  @Test func aPageIsSmall() throws {
    #expect(try Self.all().utf8.count < 500_000)
  }
}
