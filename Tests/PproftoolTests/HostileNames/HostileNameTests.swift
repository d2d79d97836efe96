import Foundation
import TestSupport
import Testing

/// Names that try to break out of their context, in every output that programs or people read.
@Suite struct HostileNameTests {
  static let profiles = ["functions", "everywhere", "goroutines"].map { "names/\($0).pb.gz" }

  /// Rules that fail for stacks with the most hostile names.
  static let assertions: [String] = [
    "script", "CDATA", "HYPERLINK", "SUM", "esrever", "line.break", "heading", "table", "nul",
    "controls", "carriage", "quote", "slash", "HOME", "option", "invalid", "tab", "separators",
  ].flatMap { ["--assert", "\($0): count(frame:\($0)) <= 1"] }

  static func bytes(_ arguments: [String], _ paths: String...) throws -> Data {
    let run = try Program.run(all: arguments + paths.map { FixtureFiles.path($0) })
    try #require(run.status <= 1 && !run.wasKilled, "\(arguments): \(run.errors)")
    try #require(!run.output.isEmpty)
    return run.output
  }

  /// Outputs that must be UTF-8 whatever the names.
  static func written(_ arguments: [String], _ path: String) throws -> String {
    try #require(String(data: bytes(arguments, path), encoding: .utf8), "\(arguments): not UTF-8")
  }

  /// Outputs that keep the bytes of names, as other tools of the format do.
  static func repaired(_ arguments: [String], _ path: String) throws -> String {
    String(decoding: try bytes(arguments, path), as: UTF8.self)
  }

  static func verdict(_ format: String) throws -> String {
    try written(["check", "--explain", "--format", format] + assertions, "names/goroutines.pb.gz")
  }

  /// All tables in one format.
  static func tables(_ format: String) throws -> [String] {
    let options = ["--format", format]
    return try profiles.flatMap { path in
      try ["top", "tree"].map { try written([$0, "--nodecount", "0"] + options, path) }
        + [written(["traces"] + options, path)]
    } + [
      written(["goroutines", "--nodecount", "0"] + options, "names/goroutines.pb.gz"),
      written(["tags"] + options, "names/everywhere.pb.gz"),
    ] + changes.map { try changed($0 + ["--nodecount", "0"] + options) }
      + changes.map {
        try written(["compare"] + $0 + options + compared.dropFirst(), "names/everywhere.pb.gz")
      }
  }

  /// All dimensions of a comparison.
  static let changes = ["function", "stack", "site", "package", "file", "line", "label.]]>"].map {
    ["--by", $0]
  }

  /// Runs with such names, except the last one of the after side.
  static let compared: [String] = {
    let names = FixtureFiles.path("names/functions.pb.gz")
    let sides = ["--before", names, "--before", names, "--after", names, "--after"]
    return ["compare", "--all-rows", "--nodecount", "0"] + sides
  }()

  static func changed(_ arguments: [String]) throws -> String {
    try #require(String(data: changedBytes(arguments), encoding: .utf8), "\(arguments): not UTF-8")
  }

  static func changedBytes(_ arguments: [String]) throws -> Data {
    try bytes(["diff"] + arguments, "names/everywhere.pb.gz", "names/functions.pb.gz")
  }

  @Test(arguments: profiles)
  func picturesAreSoundXMLWithoutElementsOfTheirs(_ path: String) throws {
    for flags in [[], ["--no-script"], ["--title", "]]></script>", "--notes", "<b>&"]] {
      #expect(
        try WellFormed.elements(ofXML: Self.written(["flamegraph"] + flags, path)).isSubset(
          of: Self.elementsOfPictures))
    }
  }

  /// Names are in blocks that an HTML parser does not interpret, except in the picture for pages without scripts.
  @Test(arguments: profiles)
  func pagesHaveNoElementsOfTheirs(_ path: String) throws {
    for flags in [[], ["--title", "]]></script><b>", "--notes", "<b>&"]] {
      let page = try Self.written(["view"] + flags, path)
      let body = try #require(page.firstRange(of: "<body>")).upperBound..<page.endIndex
      let blocks = #/<script[^>]*>[^<]*<\/script>\n/#
      let script = try #require(page.ranges(of: "<script>").last)
      let shown = page[body.lowerBound..<script.lowerBound].replacing(blocks, with: "")
      #expect(
        try WellFormed.elements(ofXML: "<body>\(shown)</body>").isSubset(
          of: Self.elementsOfPictures.union(["body", "main", "p"])))
    }
  }

  static let elementsOfPictures: Set<String> = [
    "svg", "title", "desc", "style", "script", "rect", "g", "text", "metadata",
  ]

  @Test(arguments: ["union", "before", "after"])
  func picturesOfChangesAreSoundXMLWithoutElementsOfTheirs(_ layout: String) throws {
    let svg = try Self.changed(["--format", "svg", "--layout", layout, "--min-width", "0"])
    #expect(try WellFormed.elements(ofXML: svg).isSubset(of: Self.elementsOfPictures))
  }

  @Test func testReportsAreSoundXML() throws {
    let elements = try WellFormed.elements(ofXML: Self.verdict("junit"))
    #expect(
      elements.isSubset(of: [
        "testsuites", "testsuite", "testcase", "failure", "error", "properties", "property",
        "system-out",
      ]))
  }

  @Test func objectsAreSoundJSON() throws {
    let data = try Self.profiles.flatMap { path in
      try [["info", "--format", "json"], ["convert", "--to", "json"]].map {
        try Self.written($0, path)
      }
    }
    for text in try Self.tables("json") + data + [Self.verdict("json"), Self.verdict("sarif")] {
      _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
      #expect(!text.unicodeScalars.contains(where: WellFormed.acts))
    }
  }

  @Test func everyLineOfNDJSONIsSound() throws {
    let samples = try Self.profiles.map { try Self.written(["convert", "--to", "ndjson"], $0) }
    for text in try Self.tables("ndjson") + samples {
      for line in text.split(separator: "\n") {
        _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
      }
    }
  }

  @Test func rowsOfCSVHaveEqualFieldsAndNoFormula() throws {
    for text in try Self.tables("csv") {
      let rows = WellFormed.rows(ofCSV: text)
      #expect(Set(rows.map(\.count)).count == 1)
      for field in rows.joined() where "=+-@\t\r".contains(field.first ?? " ") {
        #expect(Double(field) != nil, "a formula: \(field)")
      }
    }
  }

  @Test func tablesOfMarkdownHaveEqualCellsAndNoMarkup() throws {
    for text in try Self.tables("markdown") + [Self.verdict("markdown")] {
      #expect(!text.unicodeScalars.contains(where: WellFormed.acts))
      var cells: Int?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        // Line ends in a cell come from the program.
        let rest = WellFormed.outsideOfCode(line).replacing("<br>", with: "")
        #expect(
          !rest.contains(#/<[a-zA-Z\/!]/#) && !rest.contains("]("), "markup: \(line.prefix(200))")
        guard rest.hasPrefix("|") else {
          cells = nil
          continue
        }
        let count = rest.split(separator: "|", omittingEmptySubsequences: false).count
        #expect(cells == nil || cells == count, "cells: \(line.prefix(200))")
        cells = count
      }
    }
  }

  static let formats: [(format: String, line: String)] = [
    ("github", #"::(error|warning|notice|debug)( [^:]*)?::.*"#),
    ("prometheus", ##"#.*|[a-z_]+(\{([a-z_]+="([^"\\]|\\["\\n])*",?)*\})? [-+.0-9eE]+"##),
    ("tap", ##"TAP version 13|1\.\.[0-9]+|(not )?ok [0-9]+ - .*| {2,}.*|#.*"##),
  ]
  @Test(arguments: formats)
  func everyLineOfAVerdictIsOneOfItsForm(_ format: String, _ pattern: String) throws {
    let line = try Regex(pattern)
    for text in try Self.verdict(format).split(separator: "\n") {
      #expect(text.wholeMatch(of: line) != nil, "\(text.prefix(200))")
      #expect(!text.unicodeScalars.contains(where: WellFormed.acts))
    }
  }

  @Test(arguments: profiles)
  func graphsKeepNamesInTheirQuotes(_ path: String) throws {
    let rest = try WellFormed.outsideOfQuotes(Self.repaired(["dot", "--nodecount", "0"], path))
    #expect(!rest.contains("script") && !rest.contains("HYPERLINK") && !rest.contains("heading"))
    #expect(rest.count { $0 == "{" } == rest.count { $0 == "}" })
  }

  @Test(arguments: profiles)
  func callgrindHasALineForEachThing(_ path: String) throws {
    let line = #/(?s)[-a-z]+(: .*|=.*)|[-+*0-9a-fx]+ .*|/#
    for text in try Self.repaired(["callgrind"], path).split(separator: "\n") {
      #expect(text.wholeMatch(of: line) != nil, "\(text.prefix(100).debugDescription)")
    }
  }

  @Test(arguments: profiles)
  func foldedStacksReadBackAsTheyWere(_ path: String) throws {
    let first = try Self.bytes(["folded"], path)
    let second = try Program.run("folded", "--from", "folded", "-", input: first)
    #expect(second.output == first)
  }

  @Test func foldedChangesReadBackAsTheyWere() throws {
    let written = try Self.changedBytes(["--format", "folded"])
    for side in ["before", "after"] {
      let read = try Program.run(
        "folded", "--from", "folded", "--sample-index", side, "-", input: written)
      let lines = String(decoding: written, as: UTF8.self).split(separator: "\n")
      // The first line has the unit.
      #expect(lines.first?.hasPrefix("# before/") == true)
      let rows = lines.dropFirst().compactMap { line -> String? in
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        let value = fields[fields.count - (side == "before" ? 2 : 1)]
        return value == "0" ? nil : fields.dropLast(2).joined(separator: " ") + " \(value)"
      }
      #expect(Set(read.text.split(separator: "\n").map(String.init)) == Set(rows))
    }
  }

  @Test func theTextOfAVerdictDoesNothingToATerminal() throws {
    #expect(!(try Self.verdict("text")).unicodeScalars.contains(where: WellFormed.acts))
  }

  static let texts: [[String]] =
    [
      ["info"], ["goroutines"], ["top"], ["tree"], ["peek", "."], ["list", "."], ["traces"],
      ["tags"], ["raw"], ["comments"], ["dot"], ["callgrind"], ["folded"], ["flamegraph"],
      ["view"], ["report"],
      ["check", "--explain"] + assertions,
    ] + changes.map { ["diff", FixtureFiles.path("names/functions.pb.gz")] + $0 }
    + changes.map { ["compare"] + $0 + compared.dropFirst() }

  /// `script` runs the program on a terminal, which has its own line ends.
  @Test(
    .enabled(if: Program.hasTerminals, "there is no script(1)"), arguments: texts)
  func noTextDoesAnythingToATerminal(_ arguments: [String]) throws {
    let isForGoroutines = ["goroutines", "check", "report"].contains(arguments[0])
    let profile = isForGoroutines ? "goroutines" : "everywhere"
    let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
    let run = try Program.shell(
      "export program words=\"$1\"; script -qec 'eval \"$program\" $words' /dev/null",
      "\(quoted) '\(FixtureFiles.path("names/\(profile).pb.gz"))'")
    let text = run.text.replacing("\r\n", with: "\n")
    // Files with such names have no sources; pages, pictures and machine-readable output are not written to a
    // terminal.
    let isRefused = ["list", "view", "report", "flamegraph", "callgrind"].contains(arguments[0])
    #expect(run.status <= 1 || isRefused)
    #expect(!text.unicodeScalars.contains(where: WellFormed.acts))
  }
}
