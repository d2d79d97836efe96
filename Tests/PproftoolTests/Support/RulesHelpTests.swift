import LeakChecks
import Testing

@testable import pproftool

/// Every example in `help rules` is valid.
@Suite struct RulesHelpTests {
  private static let text = HelpTopic.rules.text

  /// Matches what looks like an assertion: a call, a comparison, a limit.
  static let assertions: [String] = text.split(separator: "\n").flatMap { line -> [String] in
    let parts = line.split(separator: "   ").map { $0.drop { $0 == " " } }
    let inQuotes = line.split(separator: "'").enumerated().filter { $0.offset % 2 == 1 }.map(
      \.element)
    return (line.contains("'") ? inQuotes : parts).map(String.init).filter { part in
      ["<= ", ">= ", "== ", "< "].contains { part.contains(") \($0)") }
    }.map { $0.replacing("assert: ", with: "") }
  }

  @Test func thereAreExamples() { #expect(Self.assertions.count > 20) }

  @Test(arguments: assertions)
  func anExampleIsARule(_ text: String) throws {
    _ = try Assertion(text, allowsID: true)
  }

  @Test func theFileIsARuleFile() throws {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.contains("A RULE FILE") }) + 1
    let end = try #require(lines.firstIndex { $0.contains("WHAT IS JUDGED") })
    let file = lines[start..<end].map { $0.dropFirst(2) }.joined(separator: "\n")
    let read = try RuleFile(Array(file.utf8))
    #expect(read.rules.count == 3 && read.suppressions.count == 1 && read.tests.count == 3)
  }
}
