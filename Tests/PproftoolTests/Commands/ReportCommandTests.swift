import Foundation
import TestSupport
import Testing

/// The `report` command.
@Suite struct ReportCommandTests {
  private static let leaking = FixtureFiles.path("incident/leaking")
  private static let healthy = FixtureFiles.path("incident/healthy")
  private static let series = FixtureFiles.path("leak/series-leaking")
  private static let rule = "listen: count(frame:(*Stream).listen) <= 200"

  /// A section of a page, with its commands and its text.
  private struct Section {
    let text: String
    let commands: [String]

    init(_ name: String, of page: String) throws {
      let start = try #require(page.firstRange(of: "<section id=\"\(name)\"")).lowerBound
      let end = try #require(page[start...].firstRange(of: "</section>")).lowerBound
      let part = String(page[start..<end])
      let box = part.firstRange(of: "<div class=\"commands\">")?.lowerBound ?? part.endIndex
      commands = part[box...].matches(of: #/<bdi><code>(.*?)<\/code><\/bdi>/#).map {
        Self.plain(String($0.1))
      }
      text = Self.plain(part.replacing(#/<[^>]*>/#, with: ""))
    }

    static func plain(_ text: String) -> String {
      text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
        .replacing("&amp;", with: "&")
    }
  }

  private static func page(_ arguments: String..., status: Int32 = 0) throws -> String {
    let folder = try ScratchFolder()
    let run = try Program.run(all: ["report", "-o", folder.file("x.html")] + arguments)
    #expect(run.status == status, "\(run.errors)")
    return try folder.text(of: "x.html")
  }

  /// The JSON output of a command on a page.
  private static func json(_ command: String, _ more: String = "") throws -> [String: Any] {
    let run = try Program.shell(
      "PATH=\"$(dirname \"$program\"):$PATH\"; eval \"$1\"", "\(command) \(more)")
    let value = try JSONSerialization.jsonObject(with: run.output)
    if let list = value as? [[String: Any]] { return list.first ?? [:] }
    return try #require(value as? [String: Any], "\(command): \(run.errors)")
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array("\(number)")
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  @Test func theVerdictIsThatOfCheck() throws {
    let page = try Self.page("--assert", Self.rule, Self.series)
    let happened = try Section("what-happened", of: page)
    let check = try Self.json(happened.commands[0], "--format json")
    let rules = try #require(check["rules"] as? [[String: Any]])
    let group = try #require((rules[0]["groups"] as? [[String: Any]])?.first)
    let value = try #require(group["value"] as? Int)
    #expect(happened.text.contains("listen fails: \(value) > 200."))
    let stack = try #require((rules[0]["stacks"] as? [[String: Any]])?.first)
    #expect(happened.text.contains(try #require(stack["site"] as? String)))
    #expect(happened.text.contains("fp \(try #require(stack["fingerprint"] as? String))"))
    let cost = try #require(rules[0]["cost"] as? [String: Any])
    #expect(
      happened.text.contains(
        "\(Self.grouped(try #require(cost["goroutines"] as? Int))) goroutines in"))
  }

  /// The chart has the points of the series in the command's output.
  @Test func theSeriesIsThatOfCheck() throws {
    let page = try Self.page("--assert", Self.rule, Self.series)
    let happened = try Section("what-happened", of: page)
    let check = try Self.json(happened.commands[1])
    let rules = try #require(check["rules"] as? [[String: Any]])
    let made = try #require(rules.first { ($0["id"] as? String)?.contains("slope(") == true })
    let group = try #require((made["groups"] as? [[String: Any]])?.first)
    let series = try #require(group["series"] as? [[String: Any]]).compactMap {
      ($0["value"] as? NSNumber)?.doubleValue
    }
    let chart = try #require(
      page.firstMatch(of: #/<svg[^>]*class="series".*?<\/svg>/#.dotMatchesNewlines())
    ).0
    #expect(try Self.values(String(chart)) == series)
    let trend = try #require(group["trend"] as? [String: Any])
    let slope = try #require(trend["slope"] as? NSNumber).doubleValue
    #expect(happened.text.contains("+\(String(format: "%.1f", slope)) a snapshot"))
  }

  private static func values(_ chart: String) throws -> [Double] {
    let (y, plot) = (try numbers("y", chart), try numbers("plot", chart))
    let scale = (y[1] - y[0]) / (plot[3] - plot[1])
    let path = try #require(chart.firstMatch(of: #/class="line l0"[^>]* d="([^"]*)"/#)).1
    let found = path.split { "ML".contains($0) }.compactMap { point -> Double? in
      point.split(separator: " ").last.flatMap { Double($0) }.map { y[0] + (plot[3] - $0) * scale }
    }
    // A chart is accurate to a tenth of a pixel; the fixtures' series has steps of 300.
    return found.map { ($0 / 300).rounded() * 300 }
  }

  private static func numbers(_ name: String, _ text: String) throws -> [Double] {
    let match = try #require(text.firstMatch(of: Regex("data-\(name)=\"([^\"]*)\"")))
    return (match.output[1].substring ?? "").split(separator: " ").compactMap { Double($0) }
  }

  @Test func groupsAreThoseOfGoroutines() throws {
    let section = try Section("goroutines", of: Self.page("--baseline", Self.healthy, Self.leaking))
    let report = try Self.json(section.commands[0], "--format json")
    let groups = try #require(report["groups"] as? [[String: Any]])
    #expect(
      section.text.contains("\(Self.grouped(try #require(report["total"] as? Int))) goroutines"))
    for group in groups.prefix(10) {
      #expect(section.text.contains(Self.grouped(try #require(group["count"] as? Int))))
      #expect(section.text.contains(try #require(group["name"] as? String)))
    }
    let changes = try Self.json(section.commands[1], "--format json")
    let total = try #require(changes["total"] as? [String: Any])
    #expect(
      section.text.contains(
        "\(Self.grouped(try #require(total["before"] as? Int))) in the baseline"))
  }

  @Test func memoryIsThatOfDiffAndInfo() throws {
    let section = try Section("memory", of: Self.page("--baseline", Self.healthy, Self.leaking))
    let sites = try Self.json(section.commands[0], "--format json")
    let rows = try #require(sites["rows"] as? [[String: Any]])
    #expect(!rows.isEmpty)
    for row in rows.prefix(5) {
      #expect(section.text.contains(try #require(row["name"] as? String)))
    }
    let text = try Program.shell(
      "PATH=\"$(dirname \"$program\"):$PATH\"; eval \"$1\"", section.commands[0]
    ).text
    let total = try #require(text.firstMatch(of: #/inuse_space: (\S+) → (\S+) /#))
    #expect(section.text.contains("\(total.2) of heap in use, \(total.1) in the baseline"))
    let info = try Self.json(section.commands[2])
    let comments = try #require(
      (info["comments"] ?? (info["profiles"] as? [[String: Any]])?.first?["comments"]) as? [String])
    let inUse = try #require(
      comments.compactMap { $0.firstMatch(of: #/# HeapInuse = (\d+)/#).map { String($0.1) } }.first)
    let megabytes = try #require(Double(inUse)) / 1_048_576
    #expect(section.text.contains("heap in use\(String(format: "%.2f", megabytes))MB"))
  }

  /// Every command on a page can be run.
  @Test func eachCommandRuns() throws {
    let folder = try ScratchFolder()
    let page = try Self.page("--baseline", Self.healthy, "--assert", Self.rule, Self.leaking)
    var count = 0
    for name in ["what-happened", "rules", "goroutines", "memory", "cpu", "pictures", "saved"] {
      for command in try Section(name, of: page).commands {
        let run = try Program.shell(
          "PATH=\"$(dirname \"$program\"):$PATH\"; cd \"$2\"; eval \"$1\"", command, folder.path)
        #expect(run.status <= 1 || command.contains(" check "), "\(command): \(run.errors)")
        count += 1
      }
    }
    #expect(count > 10)
  }

  // MARK: Output

  @Test func markdownHasItsPicturesBesideIt() throws {
    let folder = try ScratchFolder()
    let run = try Program.run("report", Self.series, "-o", folder.file("an incident.md"))
    #expect(run.status == 0)
    let text = try folder.text(of: "an incident.md")
    let pictures = text.matches(of: #/\]\(an%20incident_files\/([a-z0-9-]+\.svg)\)/#).map {
      String($0.1)
    }
    #expect(pictures.count >= 3)
    for picture in pictures {
      let svg = try folder.text(of: "an incident_files/\(picture)")
      #expect(try !WellFormed.elements(ofXML: svg).isEmpty, "\(picture)")
      #expect(!svg.contains("<script"))
    }
  }

  static let endings: [(name: String, message: String)] = [
    ("x.json", "report cannot write .json"), ("x.svg", "report cannot write .svg"),
    ("x.md.gz", "report cannot write .md.gz"), ("x.pdf", "report cannot write .pdf"),
  ]
  @Test(arguments: endings)
  func whatCannotBeWrittenIsRefused(_ name: String, _ message: String) throws {
    let folder = try ScratchFolder()
    let run = try Program.run("report", Self.series, "-o", folder.file(name))
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(!FileManager.default.fileExists(atPath: folder.file(name)))
  }

  @Test(.enabled(if: Program.hasTerminals, "there is no script(1)"))
  func aTerminalGetsTheLineToRun() throws {
    let run = try Program.shell(
      "export program path=\"$1\"; script -qec '\"$program\" report \"$path\"' /dev/null",
      Self.series)
    #expect(run.text.contains("give -o incident.html"))
    #expect(!run.text.contains("<html"))
  }

  // MARK: Exit status

  static let statuses: [(arguments: [String], status: Int32)] = [
    (["--assert", rule, series], 0), (["--assert", rule, "--exit-code", series], 1),
    (["--assert", "count() <= 9000", "--exit-code", series], 0),
    (["--assert", "max_wait() <= 5m", "--exit-code", series], 2),
    (["--assert", "max_wait() <= 5m", "--exit-code", "--allow-unknown", series], 0),
    (["--allow-unknown", series], 2), (["--fail-on-warnings", series], 2),
    (["/no/such/folder"], 2), (["--assert", "count( <=", series], 2),
  ]
  @Test(arguments: statuses)
  func theStatusIsThatOfWriting(_ arguments: [String], _ status: Int32) throws {
    let folder = try ScratchFolder()
    let run = try Program.run(all: ["report", "-o", folder.file("x.html")] + arguments)
    #expect(run.status == status, "\(run.errors)")
  }

  /// Unreadable files are named in the report and on standard error; the rest is reported.
  @Test func whatCannotBeReadIsSetAside() throws {
    let folder = try ScratchFolder()
    let copy = folder.file("series")
    try FileManager.default.copyItem(atPath: Self.series, toPath: copy)
    try Data("no profile".utf8).write(to: URL(filePath: "\(copy)/05.goroutine.pb.gz"))
    let run = try Program.run("report", copy, "-o", folder.file("x.html"))
    #expect(run.status == 0)
    #expect(run.errors.contains("05.goroutine.pb.gz"))
    let saved = try Section("saved", of: folder.text(of: "x.html"))
    #expect(saved.text.contains("Skipped"))
    #expect(saved.text.contains("05.goroutine.pb.gz"))
  }

  /// The page does not depend on the clock: rules are checked as of the newest file.
  @Test func thePageDependsOnNothingButItsInputs() throws {
    let first = try Self.page(Self.series)
    let other = try Self.page(Self.series)
    #expect(first == other)
    let folder = try ScratchFolder()
    let rules = try folder.write(
      """
      version: 2
      rules: [{id: fresh, assert: count() <= 5000, max_age: 1h}]
      suppress: [{id: old, match: "site:main.main", max: 5, expires: 2026-11-30, reason: r}]
      """, to: "leaks.yaml")
    #expect(try Self.page("--rules", rules, Self.series).contains("The rule passes."))
    let late = try Self.page(
      "--rules", rules, "--now", "2026-12-24T00:00:00Z", "--today", "2026-12-24", Self.series)
    #expect(late.contains("undecided"))
    #expect(late.contains("expired on 2026-11-30"))
  }

  @Test func aTitleAndNamesOfOthersDoNothing() throws {
    let page = try Self.page(
      "--title", "</title><script>alert(1)</script>", FixtureFiles.path("names/goroutines.pb.gz"))
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("<h1>&lt;/title&gt;&lt;script&gt;"))
    let body = try #require(page.firstRange(of: "<body>")).lowerBound
    let blocks = #/<script[^>]*>[^<]*<\/script>\n/#
    let script = try #require(page.ranges(of: "<script>").last)
    let shown = page[body..<script.lowerBound].replacing(blocks, with: "")
    let elements = try WellFormed.elements(ofXML: "\(shown)</body>")
    #expect(
      elements.isSubset(
        of: HostileNameTests.elementsOfPictures.union([
          "body", "div", "header", "h1", "h2", "h3", "p", "nav", "ul", "li", "a", "main", "section",
          "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "code",
          "span", "strong", "figure", "figcaption", "button", "path", "line", "ol",
        ])))
  }
}
