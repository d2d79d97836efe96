import Foundation
import Testing

/// Names in which an accent follows a special character, so that both form one grapheme.
@Suite struct CombiningNameTests {
  private static let names = [
    "quote\"\u{301},x", "bar|\u{301}y", "tick`\u{301}<b>x</b>", "`\u{338}", "hash#\u{301} TODO",
    "back\\\u{301}", "=\u{301}SUM(1)", "+\u{338}1", "<\u{338}b>", "&\u{301}lt", "}\u{301}",
  ]
  private static let stacks = Data(names.map { "main;\($0) 1\n" }.joined().utf8)

  private static func written(_ arguments: [String]) throws -> String {
    let run = try Program.run(all: arguments + ["--from", "folded", "-"], input: stacks)
    try #require(run.status <= 1, "\(arguments): \(run.errors)")
    return run.text
  }

  @Test(arguments: ["top", "tree", "traces"])
  func rowsOfCSVHaveEqualFieldsAndNoFormula(_ command: String) throws {
    let rows = WellFormed.rows(ofCSV: try Self.written([command, "--format", "csv"]))
    #expect(Set(rows.map(\.count)).count == 1)
    #expect(!rows.joined().contains { "=+".utf8.contains($0.utf8.first ?? 0) })
  }

  @Test(arguments: ["top", "tree", "traces"])
  func cellsOfMarkdownAreCode(_ command: String) throws {
    let lines = try Self.written([command, "--format", "markdown"]).split(separator: "\n")
    let rows = lines.map(WellFormed.outsideOfCode).filter { $0.utf8.first == 0x7C }
    #expect(Set(rows.map { $0.utf8.count { $0 == 0x7C } }).count == 1)
    // Line ends in a cell come from the program.
    #expect(!rows.joined().replacing("<br>", with: "").unicodeScalars.contains("<"))
  }

  @Test func picturesAreSoundXML() throws {
    let elements = try WellFormed.elements(ofXML: Self.written(["flamegraph", "--no-script"]))
    #expect(elements == ["svg", "title", "desc", "style", "rect", "g", "text"])
  }

  private static func verdict(_ format: String) throws -> String {
    try written(["check", "--explain", "--assert", "all: samples() <= 0", "--format", format])
  }

  @Test func verdictsAreSoundXMLAndJSON() throws {
    #expect(try WellFormed.elements(ofXML: Self.verdict("junit")).contains("failure"))
    for format in ["json", "sarif"] {
      _ = try JSONSerialization.jsonObject(with: Data(Self.verdict(format).utf8))
    }
  }

  @Test(arguments: HostileNameTests.formats)
  func everyLineOfAVerdictIsOneOfItsForm(_ format: String, _ pattern: String) throws {
    let line = try Regex(pattern).matchingSemantics(.unicodeScalar)
    for text in try Self.verdict(format).split(separator: "\n") {
      #expect(text.wholeMatch(of: line) != nil, "\(text.prefix(200))")
    }
  }

  @Test func graphsKeepNamesInTheirQuotes() throws {
    let rest = WellFormed.outsideOfQuotes(try Self.written(["dot", "--nodecount", "0"]))
    #expect(!rest.contains("SUM") && !rest.contains("TODO"))
  }
}
