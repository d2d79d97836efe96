import TestSupport
import Testing

@testable import LeakChecks
@testable import pproftool

/// The examples in the article on leak rules are valid; their output is tested with the README.
@Suite struct LeakRulesArticleTests {
  static let path = "../Sources/ProfileKit/ProfileKit.docc/LeakRules.md"
  private static let text = FixtureFiles.text(path)

  /// The lines of all code blocks of a language.
  private static func lines(of kind: String) -> [String] {
    var lines: [String] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```\(kind)"
      } else if isInside {
        lines.append(String(line))
      }
    }
    return lines
  }

  static let rules = lines(of: "rules")

  @Test func thereAreExamples() { #expect(Self.rules.count > 30) }

  @Test(arguments: rules)
  func anExampleIsARule(_ text: String) throws {
    _ = try Assertion(text, allowsID: false)
  }

  @Test func theFileIsARuleFile() throws {
    let file = Self.lines(of: "yaml").joined(separator: "\n")
    let read = try RuleFile(Array(file.utf8))
    #expect(read.rules.count == 3 && read.suppressions.count == 1 && read.tests.count == 3)
  }

  /// Each keyword of the language has an example.
  @Test func everyConstructHasAnExample() {
    let examples = Self.rules.joined(separator: "\n")
    let functions = MeasureFunction.allCases.map { "\($0.rawValue)(" } + ["ratio(", "eta("]
    let keys =
      SampleSelector.Key.words.map { "\($0.word):" } + ["label.", "leaked)", "wait", "value"]
    for word in functions + keys { #expect(examples.contains(word), "\(word)") }
  }

  /// The article covers everything in `help rules`.
  @Test(arguments: RulesHelpTests.assertions.filter { !$0.contains(": ") })
  func theHelpSaysNothingElse(_ assertion: String) throws {
    let metric = try Assertion(assertion, allowsID: true).measure.metrics[0].name
    #expect(Self.text.contains(metric), "\(metric)")
  }
}
